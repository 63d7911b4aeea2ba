using Microsoft.Extensions.FileSystemGlobbing;

namespace LoraParity.Cli.Files;

/// <summary>
/// Finds files by path, folder or pattern: <c>*</c> stands for anything but a separator, <c>**</c> for any folders.
/// Shells expand patterns on some systems only; a quoted pattern must mean the same everywhere.
/// </summary>
internal static class FilePattern
{
    /// <summary>The files that an argument means, sorted by path; empty where nothing matches.</summary>
    /// <param name="path">An absolute path, which may hold wildcards.</param>
    /// <param name="namesInFolder">What to take from a folder and its subfolders, for example <c>*.parity.yaml</c>.</param>
    public static IReadOnlyList<string> Expand(string path, string namesInFolder)
    {
        if (File.Exists(path))
            return [path];
        return Directory.Exists(path) ? Matches(path, $"**/{namesInFolder}") : Matches(path);
    }

    private static IReadOnlyList<string> Matches(string pattern)
    {
        var folder = pattern;
        while (folder.Contains('*') && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return folder == pattern ? [] : Matches(folder, Path.GetRelativePath(folder, pattern));
    }

    private static IReadOnlyList<string> Matches(string folder, string pattern)
    {
        if (!Directory.Exists(folder))
            return [];

        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern.Replace('\\', '/')).AddExclude("**/bin/**").AddExclude("**/obj/**");
        return [.. matcher.GetResultsInFullPath(folder).Select(Path.GetFullPath).Order(StringComparer.Ordinal)];
    }
}
