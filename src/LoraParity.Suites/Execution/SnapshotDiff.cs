using DiffEngine;
using LoraParity.Judgement;
using LoraParity.Snapshots;

namespace LoraParity.Suites.Execution;

/// <summary>Shows a received snapshot beside the approved one in the developer's diff tool.</summary>
internal static class SnapshotDiff
{
    /// <summary>Opens the diff tool where there is one, somebody sits before it, and a snapshot was received.</summary>
    public static void Show(CaseResult? result)
    {
        if (result is { ReceivedPath: { } received, VerifiedPath: { } verified } && IsAttended(Environment.GetEnvironmentVariable))
            DiffRunner.Launch(received, verified);
    }

    /// <summary>Whether a window would be seen: no build server, diff tools not turned off, and a screen.</summary>
    internal static bool IsAttended(Func<string, string?> variable) =>
        !DiffRunner.Disabled
        && !BuildServer.Detected
        && (!OperatingSystem.IsLinux() || variable("DISPLAY") is { Length: > 0 } || variable("WAYLAND_DISPLAY") is { Length: > 0 });
}
