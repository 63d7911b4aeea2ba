namespace LoraParity.Snapshots;

/// <summary>A received snapshot that waits for approval.</summary>
/// <param name="ReceivedPath">Absolute path of the received snapshot.</param>
/// <param name="VerifiedPath">Absolute path it would be approved as.</param>
/// <param name="IsNew">Whether there is no approved snapshot yet.</param>
public sealed record PendingSnapshot(string ReceivedPath, string VerifiedPath, bool IsNew)
{
    /// <summary>A received snapshot as it stands on disk.</summary>
    /// <param name="receivedPath">Its absolute path.</param>
    /// <exception cref="Diagnostics.InputException">The path is not that of a received snapshot.</exception>
    public static PendingSnapshot Of(string receivedPath)
    {
        var verified = SnapshotNames.ToVerified(receivedPath);
        return new PendingSnapshot(receivedPath, verified, !File.Exists(verified));
    }
}
