using System.Collections.Concurrent;
using LoraParity.Engines;

namespace LoraParity.TestKit.Rehearsals;

/// <summary>What the engine does for one base, and what it was asked.</summary>
public sealed class Rehearsal
{
    /// <summary>All requests in order.</summary>
    public ConcurrentQueue<RunRequest> Requests { get; } = [];

    /// <summary>The numbers it plays.</summary>
    public EngineScript Script { get; set; } = new();

    /// <summary>What happens before.</summary>
    public Action<ITraceSink, CancellationToken>? First { get; set; }
}
