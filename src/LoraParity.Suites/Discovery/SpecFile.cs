namespace LoraParity.Suites.Discovery;

/// <summary>One spec's file.</summary>
/// <param name="RelativePath">Its path from the project's folder, with <c>/</c> on every platform: the stable part of test ids.</param>
/// <param name="FullPath">Its absolute path on this machine.</param>
internal sealed record SpecFile(string RelativePath, string FullPath)
{
    /// <summary>The file at a path relative to the project's folder.</summary>
    public static SpecFile At(string projectFolder, string relativePath) =>
        new(relativePath, Path.GetFullPath(Path.Combine(projectFolder, relativePath)));

    /// <summary>The file at an absolute path.</summary>
    public static SpecFile Of(string projectFolder, string fullPath) =>
        new(Path.GetRelativePath(projectFolder, fullPath).Replace('\\', '/'), fullPath);
}
