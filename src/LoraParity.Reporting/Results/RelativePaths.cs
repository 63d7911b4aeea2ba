using LoraParity.Plans;

namespace LoraParity.Reporting.Results;

/// <summary>Paths from one folder, written the same on every system.</summary>
internal sealed class RelativePaths(string root)
{
    /// <summary>A path from the folder; a hub id as it is.</summary>
    public string Of(string path) => HubId.TryParse(path, out _) ? path : Path.GetRelativePath(root, path).Replace('\\', '/');

    public string? OrNull(string? path) => path is null ? null : Of(path);
}
