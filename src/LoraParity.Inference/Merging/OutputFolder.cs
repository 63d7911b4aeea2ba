using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Merging;

/// <summary>The folder that a merge writes: checked before the work, put in its place when everything is there.</summary>
internal static class OutputFolder
{
    /// <summary>Checks that the folder may be written.</summary>
    /// <exception cref="InputException">It exists and is not to be replaced, or is no checkpoint, or is one of the sources, or has no parent.</exception>
    public static void Check(MergeOptions options)
    {
        var path = options.OutputPath;
        if (File.Exists(path))
            throw new InputException($"The output '{path}' is a file; name a new folder.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            CheckReplaced(options);
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
        if (!Directory.Exists(parent))
            throw new InputException($"The folder '{parent}' of the output '{path}' does not exist; create it first.");
    }

    /// <summary>Gives a complete checkpoint its name; one that has it goes only then.</summary>
    public static void Publish(string temporary, string output)
    {
        Checkpoint.Open(temporary).Dispose();
        var earlier = $"{temporary}.earlier";
        if (Directory.Exists(output))
            Directory.Move(output, earlier);
        Directory.Move(temporary, output);
        if (Directory.Exists(earlier))
            Directory.Delete(earlier, recursive: true);
    }

    private static void CheckReplaced(MergeOptions options)
    {
        var path = options.OutputPath;
        if (!options.Replace)
            throw new InputException($"The output '{path}' exists already; name a new folder, or replace it with --force.");
        if (options.Adapters.Select(adapter => adapter.Path).Prepend(options.BasePath).FirstOrDefault(source => Overlap(source, path)) is { } source)
            throw new InputException($"The output '{path}' cannot be replaced: '{source}' is what is merged.");
        if (!File.Exists(Path.Combine(path, Checkpoint.ConfigFileName)))
            throw new InputException($"The output '{path}' is not replaced, because it is no checkpoint: it has no {Checkpoint.ConfigFileName}.");
    }

    private static bool Overlap(string source, string output)
    {
        var (a, b) = (WithEnd(source), WithEnd(output));
        return a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);
    }

    private static string WithEnd(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
}
