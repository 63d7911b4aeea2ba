using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;

namespace LoraParity.Cli.Files;

/// <summary>Files that the user wants written.</summary>
internal static class OutputFile
{
    /// <summary>Checks that a file's folder is there, so that long work does not end in vain.</summary>
    /// <param name="host">The surroundings.</param>
    /// <param name="path">The path as the user wrote it.</param>
    /// <returns>The file's absolute path.</returns>
    /// <exception cref="InputException">It is not, or the path is a folder.</exception>
    public static string RequireFolder(CliHost host, string path)
    {
        var absolute = host.Resolve(path);
        if (Directory.Exists(absolute))
            throw new InputException($"'{path}' is a folder; name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(absolute)))
            throw new InputException($"The folder of '{path}' does not exist; create it first.");
        return absolute;
    }
}
