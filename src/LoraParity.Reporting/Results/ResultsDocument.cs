namespace LoraParity.Reporting.Results;

/// <summary>
/// What a run found, as <c>results.json</c> holds it. The same run gives the same bytes, save for what is under <c>timings</c>: in
/// one process or in shards joined in any order, with cached traces or without.
/// </summary>
public sealed record ResultsDocument
{
    /// <summary>The version of the format that this assembly writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What wrote it, for example <c>loraparity 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>Which part of a suite this is; null for a whole one, joined ones among them.</summary>
    public ShardRecord? Shard { get; init; }

    /// <summary>All specs that were run, in the order of their paths.</summary>
    public required IReadOnlyList<SpecRecord> Specs { get; init; }
}
