using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Rendering;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Engines.Installed;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Reporting.Results;
using LoraParity.Running;
using LoraParity.Running.Caching;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using Microsoft.Extensions.Logging;

namespace LoraParity.Cli.Commands;

/// <summary><c>run SPEC…</c>: runs specs and judges every case.</summary>
internal sealed class RunCommand(CliHost host) : ICliCommand
{
    private readonly SpecArguments _specs = new(host);
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Run only cases whose name, as 'list' prints it, holds this text.",
        HelpName = "TEXT",
    };

    private readonly Option<bool> _cells = new("--cells") { Description = "Print a row for every case instead of the worst of each variant." };
    private readonly Option<bool> _noSnapshots = new("--no-snapshots") { Description = "Compare with the reference only, not with approved snapshots." };

    private readonly Option<bool> _noCache = new("--no-cache") { Description = $"Compute everything, also what earlier runs of the same files left in the cache ({TraceCache.FolderVariable} moves it)." };
    private readonly Option<string?> _results = ReportOptions.File("--results", "Write everything measured as JSON; 'loraparity report' makes reports of it.");
    private readonly Option<bool> _noTimings = new("--no-timings") { Description = "Leave out of the results what differs from run to run." };
    private readonly ReportOptions _reports = new(host);
    private readonly ShardOptions _shards = new(host);
    private readonly Option<SnapshotUpdate> _update = new("--update")
    {
        Description = "Which approved snapshots to write: none (the default), missing, changed or all. Refused on build servers.",
        HelpName = "none|missing|changed|all",
    };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("run", "Run specs, print a table of the drift, and fail where it is larger than allowed.")
        {
            _specs.Argument, _filter, _cells, _noSnapshots, _update, _threads, _noCache, _results, _noTimings,
        };
        _shards.AddTo(command);
        _reports.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.FromResult(Run(result, cancellationToken)));
        return command;
    }

    private int Run(ParseResult result, CancellationToken cancellationToken)
    {
        var suite = Jobs(result);
        var share = _shards.Read(result, suite);
        _reports.RequireFolders(result);
        if (result.GetValue(_results) is { } path)
            OutputFile.RequireFolder(host, path);
        using var loggers = ConsoleLoggerProvider.Factory(host.Console, result.GetValue(SharedOptions.Verbose));
        var report = new ResultReport(host, result.GetValue(_cells));
        var results = new List<RunResult>();
        var engines = host.Engines();
        foreach (var (plan, options) in share.Jobs)
        {
            using var engine = Engine(engines, plan, options, loggers, report);
            if (engine is null)
                continue;
            results.Add(Run(plan, engine, options, cancellationToken));
            report.Add(results[^1]);
        }

        report.Finish();
        Write(result, results, share.Record);
        return !report.Passed ? ExitCode.Drift : report.Skipped > 0 ? ExitCode.Environment : ExitCode.Success;
    }

    /// <summary>The engine of a spec; null where this machine has none for it, which the report is told.</summary>
    private static IParityEngine? Engine(EngineCatalog engines, ParityPlan plan, ParityRunOptions options, ILoggerFactory loggers, ResultReport report)
    {
        try
        {
            return engines.Create(plan.Engine, loggers);
        }
        catch (ParityEnvironmentException e)
        {
            report.Skip(plan.Name, options.Selection!.Count, e.Message);
            return null;
        }
    }

    private void Write(ParseResult result, List<RunResult> results, ShardRecord? shard)
    {
        var document = ResultsBuilder.Build(results, host.WorkingDirectory, !result.GetValue(_noTimings), shard);
        if (result.GetValue(_results) is { } path)
        {
            ResultsJson.Write(host.Resolve(path), document);
            host.Console.Error.WriteLine($"Wrote '{path}'.");
        }

        _reports.Write(result, document);
    }

    private RunResult Run(ParityPlan plan, IParityEngine engine, ParityRunOptions options, CancellationToken cancellationToken)
    {
        RunResult? outcome = null;
        host.Console.Progress().Run(plan.Name, report =>
            outcome = ParityRunner.Run(plan, engine, options with { Progress = new DirectProgress(report) }, cancellationToken));
        return outcome!;
    }

    private List<(ParityPlan Plan, ParityRunOptions Options)> Jobs(ParseResult result)
    {
        var threads = result.GetValue(_threads);
        var filter = result.GetValue(_filter) ?? "";
        var jobs = _specs.Read(result)
            .Select(plan => plan with { Engine = plan.Engine with { Threads = threads ?? plan.Engine.Threads } })
            .Select(plan => (Plan: plan, Options: Options(result) with { Selection = Select(plan, filter) }))
            .Where(job => job.Options.Selection!.Count > 0)
            .ToList();
        return jobs.Count > 0 ? jobs : throw new InputException($"No case's name holds '{filter}'; 'loraparity list' prints all names.");
    }

    private ParityRunOptions Options(ParseResult result) => new()
    {
        Snapshots = !result.GetValue(_noSnapshots),
        Update = result.GetValue(_update),
        ContinuousIntegration = host.InContinuousIntegration,
        Cache = result.GetValue(_noCache) ? null : TraceCache.FromEnvironment(host.Variable),
    };

    private static HashSet<CaseId> Select(ParityPlan plan, string filter) =>
    [
        .. from variant in plan.Variants
           from prompt in plan.Prompts
           where CaseNames.Of(plan, variant, prompt).Contains(filter, StringComparison.OrdinalIgnoreCase)
           select new CaseId(variant.Key, prompt.Id),
    ];
}
