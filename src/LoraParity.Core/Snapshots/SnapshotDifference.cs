namespace LoraParity.Snapshots;

/// <summary>What the comparison of a received snapshot with the approved one gave.</summary>
/// <param name="Problems">Whole sentences on what differs further than allowed; empty where nothing does.</param>
/// <param name="Notes">Whole sentences on what changed and is allowed, and on likely reasons.</param>
internal sealed record SnapshotDifference(IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
