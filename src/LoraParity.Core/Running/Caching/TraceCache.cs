using System.Security.Cryptography;
using LoraParity.Diagnostics;
using LoraParity.Files;
using LoraParity.Text;

namespace LoraParity.Running.Caching;

/// <summary>
/// Traces of earlier runs, by the content of everything that they depend on: base, adapters, tokenizer, variant, prompt, engine and
/// the build of both. Entries appear whole or not at all, carry a checksum, and are thrown away where they do not match it; several
/// processes may use one cache. It never makes a run fail: what cannot be read or written is computed.
/// </summary>
public sealed class TraceCache
{
    /// <summary>The variable that names the folder; <c>off</c> does without a cache.</summary>
    public const string FolderVariable = "LORAPARITY_CACHE";

    /// <summary>The variable that bounds its size, for example <c>500MB</c> or <c>4GB</c>.</summary>
    public const string LimitVariable = "LORAPARITY_CACHE_LIMIT";

    private const long DefaultLimit = 2_000_000_000;
    private const string Traces = "traces";
    private const string Ending = ".trace";
    private static readonly byte[] Magic = "LPTRACE1"u8.ToArray();

    private int _written;

    /// <summary>Uses a folder.</summary>
    /// <param name="folder">Absolute path; made when something is written.</param>
    /// <param name="limit">Most bytes of all entries together; the least recently used go first.</param>
    public TraceCache(string folder, long limit = DefaultLimit) => (Folder, Limit) = (folder, limit);

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Most bytes of all entries together.</summary>
    public long Limit { get; }

    /// <summary>How much of a plan is run before anything is known of its speed, in parameters × tokens × variants: about a minute on a laptop.</summary>
    internal double FirstWindow { get; init; } = 2e12;

    /// <summary>
    /// The cache that the environment names, else that of the user: <c>XDG_CACHE_HOME</c> or <c>~/.cache</c>, on macOS
    /// <c>~/Library/Caches</c>, on Windows the local application data, in each a folder <c>loraparity</c>.
    /// </summary>
    /// <param name="variable">Reads a variable; null where it is not set.</param>
    /// <returns>The cache; null where it is switched off, or the user has no home.</returns>
    /// <exception cref="InputException">The limit is no size.</exception>
    public static TraceCache? FromEnvironment(Func<string, string?> variable)
    {
        var limit = LimitOf(variable(LimitVariable));
        return CacheFolder.Find(variable) is { } folder ? new TraceCache(folder, limit) : null;
    }

    private static long LimitOf(string? text) => string.IsNullOrWhiteSpace(text) ? DefaultLimit
        : ByteSize.Parse(text) ?? throw new InputException($"{LimitVariable} is '{text}' but must be a size, for example '500MB' or '4GB'.");

    /// <summary>An entry's content, or null where there is none that is whole.</summary>
    internal byte[]? Read(string key)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path))
                return null;
            var bytes = File.ReadAllBytes(path);
            if (Content(bytes) is { } content)
            {
                // The time of the last use, which decides what goes first.
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
                return content;
            }

            File.Delete(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps content under a key.</summary>
    internal void Write(string key, ReadOnlySpan<byte> content)
    {
        var path = PathOf(key);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            CacheFolder.Create(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(Magic);
                stream.Write(SHA256.HashData(content));
                stream.Write(content);
            }

            File.Move(temporary, path, overwrite: true);
            _written++;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AbandonedFiles.TryDelete(temporary);
        }
    }

    /// <summary>Removes what is beyond the limit, where this process has written something.</summary>
    internal void Trim()
    {
        if (_written == 0)
            return;
        _written = 0;
        CacheFolder.Trim(Path.Combine(Folder, Traces), Ending, Limit);
    }

    private static byte[]? Content(byte[] bytes)
    {
        var start = Magic.Length + SHA256.HashSizeInBytes;
        if (bytes.Length < start || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            return null;
        return SHA256.HashData(bytes.AsSpan(start)).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, SHA256.HashSizeInBytes)) ? bytes[start..] : null;
    }

    private string PathOf(string key) => Path.Combine(Folder, Traces, key[..2], key + Ending);
}
