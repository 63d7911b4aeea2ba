namespace LoraParity.Files;

/// <summary>Temporary files of processes that were killed before they could rename them.</summary>
internal static class AbandonedFiles
{
    // Nobody writes one file for so long.
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <summary>Deletes those of a folder that are old enough to be nobody's.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <param name="pattern">Which files, for example <c>*.json.*.tmp</c>.</param>
    /// <param name="depth">Whether subfolders are meant too.</param>
    public static void Remove(string folder, string pattern, SearchOption depth = SearchOption.TopDirectoryOnly)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern, depth).Where(f => DateTime.UtcNow - f.LastWriteTimeUtc > Age))
            TryDelete(file.FullName);
    }

    /// <summary>Deletes a file where that can be done.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process reads it or was faster; it goes another time.
        }
    }
}
