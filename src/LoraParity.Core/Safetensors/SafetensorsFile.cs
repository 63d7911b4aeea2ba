using System.IO.MemoryMappedFiles;
using LoraParity.Diagnostics;
using LoraParity.Numerics;

namespace LoraParity.Safetensors;

/// <summary>
/// A safetensors file, mapped into memory: nothing but its header is read until a tensor is.
/// Safe to read from several threads; spans and pointers are valid until <see cref="Dispose"/>.
/// </summary>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, SafetensorsEntry> _byName;
    private byte* _start;

    private SafetensorsFile(string path, SafetensorsHeader header, FileStream stream)
    {
        Path = path;
        Entries = header.Entries;
        Metadata = header.Metadata;
        _byName = header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The file's path as given.</summary>
    public string Path { get; }

    /// <summary>All tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The strings under <c>__metadata__</c>; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header completely: afterwards every range an entry names exists.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, or it is not a well-formed safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = SafetensorsPreamble.OpenStream(path);
        try
        {
            var header = SafetensorsPreamble.ReadHeader(path, stream);
            return new SafetensorsFile(path, SafetensorsHeader.Parse(path, header, stream.Length), stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Finds a tensor by name.</summary>
    public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SafetensorsEntry? entry) =>
        _byName.TryGetValue(name, out entry);

    /// <summary>Finds a tensor by name.</summary>
    /// <exception cref="InputException">The file has no such tensor.</exception>
    public SafetensorsEntry Find(string name) =>
        _byName.TryGetValue(name, out var entry)
            ? entry
            : throw new InputException($"The file '{Path}' has no tensor '{name}'.");

    /// <summary>All bytes of a tensor of at most 2 GiB, without a copy.</summary>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry) => Bytes(entry, 0, checked((int)entry.Length));

    /// <summary>A part of a tensor's bytes, without a copy.</summary>
    /// <param name="entry">A tensor of this file.</param>
    /// <param name="first">The first byte, counted from the tensor's start.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry, long first, int count)
    {
        CheckRange(entry, first, count);
        return new ReadOnlySpan<byte>(Pointer(entry) + first, count);
    }

    /// <summary>The address of a tensor's first byte; it is aligned to what the file gives it, not to its element type.</summary>
    public byte* Pointer(SafetensorsEntry entry)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return _start + entry.Offset;
    }

    /// <summary>Reads elements of an fp32, bf16 or fp16 tensor as fp32, exactly.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="firstElement">The first element, in row-major order.</param>
    /// <param name="destination">Receives as many elements as it is long.</param>
    /// <exception cref="InputException">The file has no such tensor, or it holds no floats of these types.</exception>
    public void ReadFloats(string name, long firstElement, Span<float> destination) =>
        ReadFloats(Find(name), firstElement, destination);

    /// <inheritdoc cref="ReadFloats(string, long, Span{float})"/>
    public void ReadFloats(SafetensorsEntry entry, long firstElement, Span<float> destination)
    {
        var precision = entry.Dtype.ToPrecision()
            ?? throw new InputException($"The tensor '{entry.Name}' of '{Path}' is stored as {entry.Dtype.Name()}; floats are read from F32, BF16 and F16 only.");
        var width = entry.Dtype.Bytes();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstElement, entry.Elements);
        CheckRange(entry, firstElement * width, (long)destination.Length * width);
        var source = Pointer(entry) + (firstElement * width);
        const int Step = 1 << 28;
        for (var done = 0; done < destination.Length; done += Step)
        {
            var part = destination[done..Math.Min(destination.Length, done + Step)];
            StoredFloats.Widen(precision, new ReadOnlySpan<byte>(source + ((long)done * width), part.Length * width), part);
        }
    }

    /// <summary>Reads a tensor's bytes into memory, so that they are there when they are used. Meant for a thread of its own.</summary>
    public void Prefetch(SafetensorsEntry entry) => MappedPages.Touch(Pointer(entry), entry.Length);

    /// <summary>Gives the memory back that holds a tensor's bytes; they can still be read, from the file again.</summary>
    public void Release(SafetensorsEntry entry) => MappedPages.Release(Pointer(entry), entry.Length);

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (_start is null)
            return;
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private static void CheckRange(SafetensorsEntry entry, long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, entry.Length - first);
    }
}
