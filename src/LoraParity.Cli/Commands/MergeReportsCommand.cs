using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Judgement;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Commands;

/// <summary><c>report merge RESULTS…</c>: joins the results of all shards of a suite.</summary>
internal sealed class MergeReportsCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string[]> _files = new("RESULTS")
    {
        Description = "What the shards' 'run --results' wrote: files, folders of them, or patterns in quotes.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _results = ReportOptions.File("--results", "Write the joined results as JSON.");
    private readonly ReportOptions _reports = new(host);

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("merge", "Join the results of all shards; a missing shard is an error, and drift in any of them fails.") { _files, _results };
        _reports.AddTo(command);
        command.SetAction(Merge);
        return command;
    }

    private int Merge(ParseResult result)
    {
        _reports.RequireFolders(result);
        var document = ResultsMerge.Merge([.. Files(result).Select(path => (host.Show(path), ResultsJson.Read(path)))]);
        if (result.GetValue(_results) is { } path)
        {
            OutputFile.RequireFolder(host, path);
            ResultsJson.Write(host.Resolve(path), document);
            host.Console.Error.WriteLine($"Wrote '{path}'.");
        }

        _reports.Write(result, document, annotate: false);
        return Conclude(document);
    }

    private int Conclude(ResultsDocument document)
    {
        var outcomes = document.Specs.SelectMany(s => s.Cases).Select(c => c.Outcome).ToList();
        var passed = outcomes.TrueForAll(o => o is Outcome.Passed);
        host.Console.Out.WriteLine(Outcomes.Line(outcomes), passed ? Tone.Good : Tone.Bad);
        return passed ? ExitCode.Success : ExitCode.Drift;
    }

    private IEnumerable<string> Files(ParseResult result) =>
        result.GetRequiredValue(_files).SelectMany(Expand).Distinct(StringComparer.Ordinal);

    private IReadOnlyList<string> Expand(string argument)
    {
        var files = FilePattern.Expand(host.Resolve(argument), "*.json");
        return files.Count > 0 ? files : throw new InputException($"No results are found at '{argument}'; name the files that the shards wrote.");
    }
}
