using System.Diagnostics;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using Microsoft.Extensions.Logging;

namespace LoraParity.Cli.Benching;

/// <summary>Runs the matrix as <c>run</c> does: layers and weights are measured too, only snapshots are left out.</summary>
/// <param name="host">The surroundings.</param>
/// <param name="options">What to run.</param>
/// <param name="model">The files.</param>
internal sealed class BenchRun(CliHost host, BenchOptions options, BenchModel model)
{
    private const int FirstOrdinaryToken = 10;

    /// <summary>Runs it.</summary>
    public BenchResult Run(ILoggerFactory loggers, Action<RunProgress> progress, CancellationToken cancellationToken)
    {
        var plan = Plan();
        using var engine = host.Engines().Create(plan.Engine, loggers);
        using var timed = new TimedEngine(engine);
        var watch = Stopwatch.StartNew();
        var settings = new ParityRunOptions { Snapshots = false, Progress = new DirectProgress(progress) };
        var result = ParityRunner.Run(plan, timed, settings, cancellationToken);
        return new BenchResult(options, result, watch.Elapsed.TotalSeconds, timed.SinkSeconds);
    }

    private ParityPlan Plan() => new()
    {
        Name = options.Shape.Name,
        SpecPath = Path.Combine(model.Base, "bench.parity.yaml"),
        SpecHash = "",
        BasePath = model.Base,
        Adapters = [new AdapterSource(model.Adapter)],
        Variants = options.Matrix,
        Reference = options.Matrix[0],
        Decode = options.Free ? DecodeMode.Free : DecodeMode.Forced,
        Tolerance = new ToleranceRules(new Tolerance(), []),
        Prompts = [.. Enumerable.Range(0, options.Prompts).Select(Prompt)],
        Snapshots = new SnapshotSettings(model.Base),
        Engine = new EngineSettings { Engine = "cpu", Threads = options.Threads, MemoryBudget = options.MemoryBudget },
    };

    private Prompt Prompt(int index)
    {
        var random = new Random(index);
        var tokens = Enumerable.Range(0, options.Tokens).Select(_ => random.Next(FirstOrdinaryToken, options.Shape.Vocabulary));
        return new Prompt($"p{index}", options.NewTokens, new SourceLocation("bench", 1, 1)) { TokenIds = [.. tokens] };
    }
}
