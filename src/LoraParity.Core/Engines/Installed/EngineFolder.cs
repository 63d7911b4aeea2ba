using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace LoraParity.Engines.Installed;

/// <summary>
/// Finds what engine assemblies need in the folder that they lie in. A host's own list of dependencies names only what it was built
/// with, so the runtime alone would find neither the managed nor the native libraries of an engine that was put beside it later.
/// </summary>
internal static class EngineFolder
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal);
    private static string[] _folders = [];

    /// <summary>From now on, assemblies and native libraries that the runtime does not find are looked for in this folder too.</summary>
    public static void Use(string folder)
    {
        lock (Known)
        {
            if (!Known.Add(Path.GetFullPath(folder)))
                return;
            if (_folders.Length == 0)
            {
                AssemblyLoadContext.Default.Resolving += Managed;
                AssemblyLoadContext.Default.ResolvingUnmanagedDll += Native;
            }

            _folders = [.. Known];
        }
    }

    /// <summary>Where packages keep native libraries of a platform, for example <c>linux-x64</c>.</summary>
    internal static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>The path of a native library in a folder or in its <c>runtimes</c>, or null.</summary>
    internal static string? FindNative(string folder, string name)
    {
        string[] files = OperatingSystem.IsWindows() ? [name, $"{name}.dll"]
            : OperatingSystem.IsMacOS() ? [name, $"lib{name}.dylib", $"{name}.dylib"]
            : [name, $"lib{name}.so", $"{name}.so"];
        return new[] { folder, Path.Combine(folder, "runtimes", Platform, "native") }
            .SelectMany(_ => files, Path.Combine).FirstOrDefault(File.Exists);
    }

    private static Assembly? Managed(AssemblyLoadContext context, AssemblyName name)
    {
        var path = _folders.Select(folder => Path.Combine(folder, $"{name.Name}.dll")).FirstOrDefault(File.Exists);
        return path is null ? null : context.LoadFromAssemblyPath(path);
    }

    private static nint Native(Assembly assembly, string name)
    {
        var path = _folders.Select(folder => FindNative(folder, name)).FirstOrDefault(found => found is not null);
        return path is not null && NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
    }
}
