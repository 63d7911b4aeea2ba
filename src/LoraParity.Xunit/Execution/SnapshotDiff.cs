using DiffEngine;
using LoraParity.Comparison;
using LoraParity.Snapshots;

namespace LoraParity.Xunit.Execution;

/// <summary>Shows a received snapshot beside the approved one in the developer's diff tool.</summary>
internal static class SnapshotDiff
{
    /// <summary>Opens the diff tool where there is one, somebody sits before it, and a snapshot was received.</summary>
    public static void Show(CaseResult? result)
    {
        if (result is { ReceivedPath: { } received, VerifiedPath: { } verified } && !DiffRunner.Disabled && !BuildServer.Detected)
            DiffRunner.Launch(received, verified);
    }
}
