namespace LoraParity.Engines;

/// <summary>Where a run's time and memory went.</summary>
/// <param name="Stages">Seconds by stage, for example <c>load</c>, <c>decode</c>, <c>score</c>.</param>
/// <param name="PeakBytes">Most bytes the process held, 0 where it is not known.</param>
public sealed record RunTimings(IReadOnlyDictionary<string, double> Stages, long PeakBytes);
