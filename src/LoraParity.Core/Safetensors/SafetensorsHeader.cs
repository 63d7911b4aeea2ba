using LoraParity.Diagnostics;

namespace LoraParity.Safetensors;

/// <summary>A file's header after every check: each tensor's bytes lie inside the file, none overlap, none are missing.</summary>
/// <param name="Entries">All tensors in the order of their bytes.</param>
/// <param name="Metadata">The strings under <c>__metadata__</c>.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Bytes before the header: its length as a little-endian 64-bit integer.</summary>
    public const int PrefixBytes = 8;

    /// <summary>The largest header that the format's own library accepts.</summary>
    public const long MaximumBytes = 100_000_000;

    /// <summary>The header's key that is no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Reads and checks a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="json">The header's bytes.</param>
    /// <param name="fileLength">Bytes of the whole file.</param>
    /// <exception cref="InputException">The header is malformed.</exception>
    public static SafetensorsHeader Parse(string path, ReadOnlySpan<byte> json, long fileLength)
    {
        var parsed = SafetensorsHeaderReader.Read(path, json);
        var dataStart = PrefixBytes + json.Length;
        var entries = parsed.Entries
            .Select(entry => Locate(path, entry, dataStart, fileLength))
            .OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length)
            .ToArray();
        CheckCoverage(path, entries, dataStart, fileLength);
        return new SafetensorsHeader(entries, parsed.Metadata);
    }

    private static SafetensorsEntry Locate(string path, RawEntry raw, long dataStart, long fileLength)
    {
        var (name, dtypeName, shape, begin, end) = raw;
        if (!SafetensorsDtypes.TryParse(dtypeName, out var dtype))
            throw Fail(path, name, $"has the dtype '{dtypeName}', which is not one of {string.Join(", ", SafetensorsDtypes.Names)}");
        if (begin < 0 || end < begin)
            throw Fail(path, name, $"has the data offsets [{begin}, {end}], which do not describe a range");
        if (end > fileLength - dataStart)
            throw Fail(path, name, $"ends at byte {end} of the data but the file holds only {fileLength - dataStart}; the file is truncated or was copied incompletely");
        var expected = Size(path, name, dtype, shape);
        if (expected != end - begin)
            throw Fail(path, name, $"has {end - begin} bytes but its shape [{string.Join(", ", shape)}] of {dtypeName} needs {expected}");
        return new SafetensorsEntry(name, dtype, shape, dataStart + begin, end - begin);
    }

    private static long Size(string path, string name, SafetensorsDtype dtype, IReadOnlyList<long> shape)
    {
        UInt128 size = (uint)dtype.Bytes();
        foreach (var dimension in shape)
        {
            if (dimension < 0)
                throw Fail(path, name, $"has the negative dimension {dimension} in its shape [{string.Join(", ", shape)}]");
            size *= (ulong)dimension;
            if (size > long.MaxValue)
                throw Fail(path, name, $"has the shape [{string.Join(", ", shape)}], which is more than any file can hold");
        }

        return (long)size;
    }

    private static void CheckCoverage(string path, SafetensorsEntry[] entries, long dataStart, long fileLength)
    {
        var position = dataStart;
        foreach (var entry in entries)
        {
            if (entry.Offset < position)
                throw Fail(path, entry.Name, $"begins at byte {entry.Offset - dataStart} of the data, inside the tensor before it, which ends at {position - dataStart}");
            if (entry.Offset > position)
                throw Fail(path, entry.Name, $"begins at byte {entry.Offset - dataStart} of the data but the tensor before it ends at {position - dataStart}; no tensor owns the bytes between");
            position = entry.Offset + entry.Length;
        }

        if (position != fileLength)
            throw new InputException($"The file '{path}' has {fileLength - position} bytes after its last tensor that belong to none; it is damaged.");
    }

    private static InputException Fail(string path, string name, string what) =>
        new($"The tensor '{name}' of '{path}' {what}.");

    /// <summary>One entry as the header states it, unchecked.</summary>
    internal sealed record RawEntry(string Name, string Dtype, IReadOnlyList<long> Shape, long Begin, long End);
}
