using System.Collections.Concurrent;
using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.TestKit;
using Microsoft.Extensions.Logging;
using LoraParity.Xunit.Tests.Support;

[assembly: ParityEngine(typeof(RehearsedEngineFactory))]

namespace LoraParity.Xunit.Tests.Support;

/// <summary>A <see cref="ScriptedEngine"/> that does first what a test has set for the spec's base.</summary>
internal sealed class RehearsedEngine(ILogger logger) : IParityEngine
{
    private static readonly ConcurrentDictionary<string, Rehearsal> Rehearsals = new(StringComparer.Ordinal);

    public string Name => "rehearsed";

    /// <summary>Sets what happens when the specs of a folder run; the result remembers the requests.</summary>
    public static Rehearsal Expect(SpecFolder folder) => Rehearsals[Path.Combine(folder.Path, "models", "base")] = new Rehearsal();

    public void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken)
    {
        var rehearsal = Rehearsals.GetOrAdd(request.BasePath, _ => new Rehearsal());
        rehearsal.Requests.Enqueue(request);
        logger.LogInformation("runs {Prompts} prompts", request.Prompts.Count);
        rehearsal.First?.Invoke(sink, cancellationToken);
        using var engine = new ScriptedEngine(rehearsal.Script);
        engine.Run(request, sink, cancellationToken);
    }

    public void Dispose()
    {
    }
}

/// <summary>Makes <see cref="RehearsedEngine"/>s for every spec that these tests run.</summary>
public sealed class RehearsedEngineFactory : IParityEngineFactory
{
    public string Name => "rehearsed";

    public int Priority => 1;

    public string? WhyUnavailable(EngineSettings settings) => null;

    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers) =>
        new RehearsedEngine(loggers.CreateLogger("Engine"));
}
