using LoraParity.Metrics;
using LoraParity.Plans;

namespace LoraParity.Running.Caching;

/// <summary>What a scan for entries beyond bounds found.</summary>
internal sealed record CachedScan(
    LogitsTolerance Bounds, long Entries, int Rows, double MaxAbsBeyondRel, double RelBeyondMaxAbs, ExceedingEntry? Worst);
