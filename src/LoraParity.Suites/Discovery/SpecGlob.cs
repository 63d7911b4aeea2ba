using Microsoft.Extensions.FileSystemGlobbing;

namespace LoraParity.Suites.Discovery;

/// <summary>Expands globs of specs.</summary>
internal static class SpecGlob
{
    /// <summary>All files a glob matches, in ordinal order of their paths.</summary>
    public static IReadOnlyList<SpecFile> Expand(string projectFolder, string glob)
    {
        var folder = Path.IsPathRooted(glob) ? Path.GetPathRoot(glob)! : projectFolder;
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(Path.GetRelativePath(folder, Path.Combine(folder, glob)).Replace('\\', '/'));
        matcher.AddExclude("bin/**");
        matcher.AddExclude("obj/**");
        return [.. matcher.GetResultsInFullPath(folder)
            .Select(file => SpecFile.Of(projectFolder, Path.GetFullPath(file)))
            .OrderBy(file => file.RelativePath, StringComparer.Ordinal)];
    }
}
