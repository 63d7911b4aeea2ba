namespace LoraParity.Snapshots;

/// <summary>A received snapshot that waits for approval.</summary>
/// <param name="ReceivedPath">Absolute path of the received snapshot.</param>
/// <param name="VerifiedPath">Absolute path it would be approved as.</param>
/// <param name="IsNew">Whether there is no approved snapshot yet.</param>
public sealed record PendingSnapshot(string ReceivedPath, string VerifiedPath, bool IsNew);
