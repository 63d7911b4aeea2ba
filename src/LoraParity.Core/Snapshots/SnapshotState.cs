using LoraParity.Judgement;

namespace LoraParity.Snapshots;

/// <summary>How a case stands with its snapshot.</summary>
/// <param name="Outcome"><see cref="Outcome.Passed"/>, <see cref="Outcome.CorruptSnapshot"/>, <see cref="Outcome.SnapshotMismatch"/> or <see cref="Outcome.MissingSnapshot"/>.</param>
/// <param name="Problems">Whole sentences on what is wrong.</param>
/// <param name="Notes">Whole sentences on what is worth knowing.</param>
/// <param name="Verified">Path of the approved snapshot, whether it exists or not; null where snapshots are off.</param>
/// <param name="Received">Path of the received snapshot where one was written, or null.</param>
internal sealed record SnapshotState(
    Outcome Outcome, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes, string? Verified, string? Received)
{
    /// <summary>No snapshot is held against the case.</summary>
    public static SnapshotState Off { get; } = new(Outcome.Passed, [], [], null, null);
}
