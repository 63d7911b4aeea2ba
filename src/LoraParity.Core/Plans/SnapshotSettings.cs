namespace LoraParity.Plans;

/// <summary>Where snapshots live and what they keep.</summary>
/// <param name="Directory">Absolute path of the folder.</param>
/// <param name="Logits">How much of the logits is kept.</param>
/// <param name="TopK">k for <see cref="LogitsDetail.Top"/>, at least 1.</param>
/// <param name="PerDevice">Whether each family of devices has snapshots of its own.</param>
public sealed record SnapshotSettings(string Directory, LogitsDetail Logits = LogitsDetail.Top, int TopK = 8, bool PerDevice = false);
