using System.Buffers;
using LoraParity.Diagnostics;
using LoraParity.Numerics;

namespace LoraParity.Safetensors;

/// <summary>
/// Writes a safetensors file tensor by tensor, in bounded memory. The file appears under its name only when it is complete:
/// until <see cref="Complete"/> the bytes go to a temporary file beside it, which <see cref="Dispose"/> removes.
/// </summary>
public sealed class SafetensorsWriter : IDisposable
{
    private const int FloatsPerStep = 1 << 14;
    private const long BytesPerFlush = 1 << 27;

    private readonly string _path;
    private readonly string _temporary;
    private readonly IReadOnlyList<SafetensorsTensor> _tensors;
    private FileStream? _stream;
    private int _current;
    private long _remaining;
    private long _unflushed;
    private Task _flush = Task.CompletedTask;

    /// <summary>Creates the temporary file and writes the header.</summary>
    /// <param name="path">The file to write; an existing one is replaced on completion.</param>
    /// <param name="tensors">All tensors, in the order in which they are going to be written.</param>
    /// <param name="metadata">The strings under <c>__metadata__</c>; transformers wants <c>format: pt</c>.</param>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public SafetensorsWriter(string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = SafetensorsHeaderWriter.Write(tensors, metadata);
        _path = path;
        _temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        _tensors = tensors;
        _stream = Create(_temporary);
        _stream.Write(header);
        Enter(0);
    }

    /// <summary>The tensor that the next bytes belong to; null when all are written.</summary>
    public SafetensorsTensor? Current => _current < _tensors.Count ? _tensors[_current] : null;

    /// <summary>Appends bytes of the current tensor; after its last byte the next tensor is current.</summary>
    /// <exception cref="InvalidOperationException">More bytes than the current tensor still needs.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _remaining)
            throw new InvalidOperationException($"{bytes.Length} bytes were written where the tensor '{Current?.Name}' needs {_remaining} more.");
        Stream.Write(bytes);
        FlushBehind(bytes.Length);
        _remaining -= bytes.Length;
        if (_remaining == 0)
            Enter(_current + 1);
    }

    /// <summary>Appends elements of the current tensor, rounded to nearest even where it is bf16 or fp16.</summary>
    /// <exception cref="InvalidOperationException">The current tensor is no float tensor, or needs fewer elements.</exception>
    public void WriteFloats(ReadOnlySpan<float> values)
    {
        var precision = Current?.Dtype.ToPrecision()
            ?? throw new InvalidOperationException($"Floats were written where '{Current?.Name}' is not F32, BF16 or F16.");
        var buffer = ArrayPool<byte>.Shared.Rent(FloatsPerStep * sizeof(float));
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, FloatsPerStep)];
            StoredFloats.Narrow(precision, part, buffer);
            Write(buffer.AsSpan(0, part.Length * Matrix.PrecisionNames.Bytes(precision)));
            values = values[part.Length..];
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Flushes the file to the disk and gives it its name.</summary>
    /// <exception cref="InvalidOperationException">Not all tensors are written.</exception>
    public void Complete()
    {
        if (Current is { } missing)
            throw new InvalidOperationException($"The tensor '{missing.Name}' lacks {_remaining} bytes.");
        _flush.GetAwaiter().GetResult();
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        _stream = null;
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Removes the temporary file where <see cref="Complete"/> was not reached.</summary>
    public void Dispose()
    {
        if (_stream is null)
            return;
        Task.WhenAny(_flush).GetAwaiter().GetResult();
        _stream.Dispose();
        _stream = null;
        File.Delete(_temporary);
    }

    private FileStream Stream => _stream ?? throw new ObjectDisposedException(nameof(SafetensorsWriter));

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 18);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The file '{path}' cannot be written: {exception.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Sends to the disk what was written, while more is: otherwise the system would keep gigabytes back until the end.</summary>
    private void FlushBehind(int bytes)
    {
        _unflushed += bytes;
        if (_unflushed < BytesPerFlush || !_flush.IsCompletedSuccessfully)
            return;
        _unflushed = 0;
        var file = Stream.SafeFileHandle;
        _flush = Task.Run(() => RandomAccess.FlushToDisk(file));
    }

    private void Enter(int index)
    {
        _current = index;
        while (_current < _tensors.Count && _tensors[_current].Length == 0)
            _current++;
        _remaining = Current?.Length ?? 0;
    }
}
