using LoraParity.Files;

namespace LoraParity.Running.Caching;

/// <summary>Where the cache lies, and what of it stays.</summary>
internal static class CacheFolder
{
    private const string Name = "loraparity";
    private const string Lock = "trim.lock";

    // Below this share of the limit nothing is removed, so that not every run has to.
    private const double Kept = 0.9;

    /// <summary>The folder; null where the cache is switched off, or there is no place for it.</summary>
    public static string? Find(Func<string, string?> variable) => variable(TraceCache.FolderVariable) switch
    {
        null or "" => Default(variable),
        var off when off.ToLowerInvariant() is "off" or "0" or "false" or "none" => null,
        var folder => Path.GetFullPath(folder),
    };

    /// <summary>Makes a folder that only the user can read.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Removes the least recently used entries beyond the limit; one process at a time, the others leave it to that one.</summary>
    public static void Trim(string folder, string ending, long limit)
    {
        try
        {
            using var only = new FileStream(Path.Combine(folder, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            AbandonedFiles.Remove(folder, "*.tmp", SearchOption.AllDirectories);
            Shrink([.. new DirectoryInfo(folder).EnumerateFiles($"*{ending}", SearchOption.AllDirectories)], limit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else is at it.
        }
    }

    private static void Shrink(List<FileInfo> entries, long limit)
    {
        var size = entries.Sum(f => f.Length);
        if (size <= limit)
            return;
        foreach (var entry in entries.OrderBy(f => f.LastWriteTimeUtc).TakeWhile(_ => size > limit * Kept))
        {
            size -= entry.Length;
            AbandonedFiles.TryDelete(entry.FullName);
        }
    }

    private static string? Default(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
            return variable("LOCALAPPDATA") is { Length: > 0 } local ? Path.Combine(local, Name) : null;
        if (variable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, Name);
        return variable("HOME") is not { Length: > 0 } home ? null
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", Name)
            : Path.Combine(home, ".cache", Name);
    }
}
