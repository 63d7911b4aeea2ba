using System.Collections.Concurrent;
using System.Reflection;

namespace LoraParity.Suites;

/// <summary>Finds the folder that globs and relative paths of a test assembly start from.</summary>
public static class ProjectFolder
{
    /// <summary>Key of the assembly metadata with the project's folder, which the build files of an adapter's package write.</summary>
    public const string MetadataKey = "LoraParity.ProjectDirectory";

    private static readonly ConcurrentDictionary<Assembly, string> Known = new();

    /// <summary>The project's source folder where it exists on this machine, else the output folder, which holds a copy of the specs.</summary>
    public static string Of(Assembly assembly) => Known.GetOrAdd(assembly, Find);

    private static string Find(Assembly assembly)
    {
        var source = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == MetadataKey)?.Value;
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(Directory.Exists(source) ? source : OutputFolder(assembly)));
    }

    private static string OutputFolder(Assembly assembly) =>
        Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
}
