using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using LoraParity.Diagnostics;

namespace LoraParity.Engines.Installed;

/// <summary>Finds assemblies that announce an engine, by their metadata, so that no other assembly is loaded.</summary>
internal static class EngineAssemblies
{
    /// <summary>Paths of all assemblies of a folder that carry <see cref="ParityEngineAttribute"/>, in order of name.</summary>
    public static IEnumerable<string> Find(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.dll").Where(Announces).Order(StringComparer.Ordinal)
            : [];

    /// <summary>Loads an assembly and makes its factories.</summary>
    /// <exception cref="ParityEnvironmentException">The assembly or one of its factories cannot be loaded.</exception>
    public static IReadOnlyList<IParityEngineFactory> Factories(string path)
    {
        try
        {
            return [.. Load(path).GetCustomAttributes<ParityEngineAttribute>().Select(a => Make(a.Factory))];
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or ReflectionTypeLoadException or TypeLoadException
            or MissingMethodException or InvalidCastException or TargetInvocationException)
        {
            throw new ParityEnvironmentException(
                $"The engine assembly '{path}' cannot be loaded: {(e.InnerException ?? e).Message} Build the project again with matching LoraParity packages.");
        }
    }

    private static IParityEngineFactory Make(Type type) => (IParityEngineFactory)Activator.CreateInstance(type)!;

    private static Assembly Load(string path)
    {
        EngineFolder.Use(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var name = AssemblyName.GetAssemblyName(path);
        return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => AssemblyName.ReferenceMatchesDefinition(name, a.GetName()))
            ?? AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path));
    }

    private static bool Announces(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var image = new PEReader(stream);
            return image.HasMetadata && Announces(image.GetMetadataReader());
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Announces(MetadataReader metadata) =>
        metadata.IsAssembly
        && metadata.GetAssemblyDefinition().GetCustomAttributes().Any(a => IsOurs(metadata, metadata.GetCustomAttribute(a)));

    private static bool IsOurs(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, nameof(ParityEngineAttribute))
            && metadata.StringComparer.Equals(type.Namespace, typeof(ParityEngineAttribute).Namespace!);
    }
}
