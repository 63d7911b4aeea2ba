namespace LoraParity.Snapshots;

/// <summary>A snapshot cannot be read. The message is the end of a sentence that begins with its path.</summary>
internal sealed class SnapshotException(string message) : Exception(message);
