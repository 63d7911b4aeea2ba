using System.CommandLine;
using LoraParity.Cli.Hosting;
using LoraParity.Reporting.Results;

namespace LoraParity.Cli.Commands;

/// <summary><c>report RESULTS.json</c>: makes the readable forms of results that were written before.</summary>
internal sealed class ReportCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string> _results = new("RESULTS") { Description = "What 'run --results' wrote." };
    private readonly ReportOptions _reports = new(host);

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("report", "Make an HTML page, a summary or JUnit XML of a results file.") { _results, new MergeReportsCommand(host).Create() };
        _reports.AddTo(command);
        command.SetAction(Report);
        return command;
    }

    private int Report(ParseResult result)
    {
        _reports.RequireAny(result);
        _reports.RequireFolders(result);
        var document = ResultsJson.Read(host.Resolve(result.GetRequiredValue(_results)));
        _reports.Write(result, document);
        return ExitCode.Success;
    }
}
