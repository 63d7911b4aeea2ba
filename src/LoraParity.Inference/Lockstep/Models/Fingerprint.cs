using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace LoraParity.Inference.Lockstep.Models;

/// <summary>SHA-256 of what a run reads. Files are hashed as they stream by, several at once.</summary>
internal static class Fingerprint
{
    private static readonly string[] TokenizerFiles = ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja"];

    private const long WorthKnowing = 16 << 20;

    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> Known = [];

    /// <summary>One hash of a checkpoint's configuration and weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="weights">Its weight files.</param>
    public static string OfCheckpoint(string folder, IEnumerable<string> weights) =>
        Of([Path.Combine(folder, "config.json"), Path.Combine(folder, "generation_config.json"), .. weights]);

    /// <summary>One hash of an adapter.</summary>
    public static string OfAdapter(string folder) =>
        Of([Path.Combine(folder, "adapter_config.json"), .. Directory.EnumerateFiles(folder, "*.safetensors")]);

    /// <summary>One hash of a tokenizer; null where the folder has none.</summary>
    public static string? OfTokenizer(string folder)
    {
        var files = TokenizerFiles.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
        return files.Count == 0 ? null : Of(files);
    }

    private static string Of(IEnumerable<string> paths)
    {
        var files = paths.Where(File.Exists).OrderBy(Path.GetFileName, StringComparer.Ordinal).ToList();
        var hashes = new string[files.Count];
        Parallel.For(0, files.Count, i => hashes[i] = OfFile(files[i]));
        var list = string.Concat(files.Select((file, i) => $"{Path.GetFileName(file)} {hashes[i]}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }

    // A run asks for the same files before it looks for known traces and again when it begins.
    private static string OfFile(string path)
    {
        var file = new FileInfo(path);
        return file.Length < WorthKnowing
            ? Hash(path)
            : Known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static id => Hash(id.Path));
    }

    private static string Hash(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
