using System.Collections.Concurrent;
using System.Reflection;
using Xunit.Abstractions;

namespace LoraParity.Xunit.Discovery;

/// <summary>Finds the folder that globs and relative paths of a test assembly start from.</summary>
internal static class ProjectFolder
{
    /// <summary>Key of the assembly metadata that <c>build/LoraParity.Xunit.props</c> writes.</summary>
    public const string MetadataKey = "LoraParity.ProjectDirectory";

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The project's source folder where it exists on this machine, else the output folder, which holds a copy of the specs.</summary>
    public static string Of(IAssemblyInfo assembly) =>
        Known.GetOrAdd(assembly.AssemblyPath ?? assembly.Name, (_, a) => Find(a), assembly);

    private static string Find(IAssemblyInfo assembly)
    {
        var source = assembly.GetCustomAttributes(typeof(AssemblyMetadataAttribute))
            .Select(a => a.GetConstructorArguments().Cast<string>().ToArray())
            .FirstOrDefault(pair => pair[0] == MetadataKey)?[1];
        return Full(Directory.Exists(source) ? source : OutputFolder(assembly));
    }

    private static string OutputFolder(IAssemblyInfo assembly) =>
        Path.GetDirectoryName(assembly.AssemblyPath) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
