namespace LoraParity.Reporting.Results;

/// <summary>Paths from one folder, written the same on every system.</summary>
internal sealed class RelativePaths(string root)
{
    public string Of(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    public string? OrNull(string? path) => path is null ? null : Of(path);
}
