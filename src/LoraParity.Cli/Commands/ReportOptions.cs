using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;
using LoraParity.Reporting.GitHub;
using LoraParity.Reporting.Html;
using LoraParity.Reporting.JUnit;
using LoraParity.Reporting.Markdown;
using LoraParity.Reporting.Results;

namespace LoraParity.Cli.Commands;

/// <summary>The forms in which results are written, and what a GitHub workflow gets by itself.</summary>
internal sealed class ReportOptions(CliHost host)
{
    private readonly Option<string?> _html = File("--html", "Write an HTML report: one file that works offline.");
    private readonly Option<string?> _junit = File("--junit", "Write JUnit XML.");
    private readonly Option<string?> _summary = File("--summary", "Write a Markdown summary; in a GitHub workflow it goes to the job's summary by itself.");

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_html);
        command.Add(_junit);
        command.Add(_summary);
    }

    /// <summary>An option that names a file to write.</summary>
    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <summary>Checks that something is asked for.</summary>
    /// <exception cref="InputException">Nothing is.</exception>
    public void RequireAny(ParseResult result)
    {
        if (Paths(result).All(path => path is null))
            throw new InputException("Nothing is asked for; give --html, --junit or --summary with a file to write.");
    }

    /// <summary>Checks, before long work, that the files can be written where the user wants them.</summary>
    /// <exception cref="InputException">A folder does not exist.</exception>
    public void RequireFolders(ParseResult result) => Paths(result).OfType<string>().ToList().ForEach(path => OutputFile.RequireFolder(host, path));

    /// <summary>Writes all forms that are asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="document">The results.</param>
    /// <param name="annotate">Whether a GitHub workflow is told of each failure at its line; not where it was told before.</param>
    public void Write(ParseResult result, ResultsDocument document, bool annotate = true)
    {
        Write(result.GetValue(_html), path => HtmlReport.Write(path, document));
        Write(result.GetValue(_junit), path => JUnitReport.Write(path, document));
        Write(result.GetValue(_summary), path => MarkdownSummary.Write(path, document));
        if (host.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } jobSummary)
            MarkdownSummary.Append(jobSummary, document);
        if (annotate && host.InGitHubWorkflow)
            Annotate(document);
    }

    private void Annotate(ResultsDocument document)
    {
        foreach (var line in Annotations.Of(document, host.WorkingDirectory, host.GitHubWorkspace))
            host.Console.OutWriter.Write(line + "\n");
    }

    private void Write(string? path, Action<string> write)
    {
        if (path is null)
            return;

        write(host.Resolve(path));
        host.Console.Error.WriteLine($"Wrote '{path}'.");
    }

    private IEnumerable<string?> Paths(ParseResult result) => [result.GetValue(_html), result.GetValue(_junit), result.GetValue(_summary)];
}
