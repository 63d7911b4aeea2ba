using System.Collections.Concurrent;
using LoraParity.Engines;
using Microsoft.Extensions.Logging;

namespace LoraParity.TestKit.Rehearsals;

/// <summary>A <see cref="ScriptedEngine"/> that does first what a test has set for the spec's base.</summary>
public sealed class RehearsedEngine(ILogger logger) : IParityEngine
{
    private static readonly ConcurrentDictionary<string, Rehearsal> Rehearsals = new(StringComparer.Ordinal);

    public string Name => "rehearsed";

    /// <summary>Sets what happens when the <see cref="SampleSpecs"/> of a folder run; the result remembers the requests.</summary>
    public static Rehearsal Expect(string folder) => Rehearsals[Path.Combine(folder, "models", "base")] = new Rehearsal();

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
