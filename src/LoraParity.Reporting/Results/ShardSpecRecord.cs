namespace LoraParity.Reporting.Results;

/// <summary>One spec that shards run together.</summary>
/// <param name="Spec">Its path from the folder in which the tool was called, with forward slashes.</param>
/// <param name="SpecSha256">SHA-256 of its text.</param>
/// <param name="Variants">Keys of the variants that the shards run, in the spec's order.</param>
public sealed record ShardSpecRecord(string Spec, string SpecSha256, IReadOnlyList<string> Variants);
