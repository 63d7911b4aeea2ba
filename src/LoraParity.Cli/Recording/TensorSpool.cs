using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LoraParity.Cli.Recording;

/// <summary>
/// A temporary file that holds fp32 tensors while they are computed. The safetensors header comes first in a file and gives every
/// size, but with forced decoding sizes are known only as prompts are decoded.
/// </summary>
internal sealed class TensorSpool(string path) : IDisposable
{
    private const int BytesPerStep = 1 << 20;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    private long _end;

    /// <summary>Reserves room for some elements.</summary>
    /// <returns>Where it begins, in bytes.</returns>
    public long Reserve(long elements)
    {
        var begin = _end;
        _end = checked(_end + (elements * sizeof(float)));
        return begin;
    }

    /// <summary>Writes elements at a place in bytes.</summary>
    public void Write(long place, ReadOnlySpan<float> values) => RandomAccess.Write(_file, MemoryMarshal.AsBytes(values), place);

    /// <summary>Hands bytes on, piece by piece.</summary>
    public void Read(long place, long length, SpanAction write)
    {
        var buffer = new byte[Math.Min(BytesPerStep, length)];
        for (var done = 0L; done < length;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done));
            var count = RandomAccess.Read(_file, part, place + done);
            if (count == 0)
                throw new IOException($"The temporary file '{path}' ended early; another process changed it.");
            write(part[..count]);
            done += count;
        }
    }

    /// <summary>Removes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Takes some bytes.</summary>
    public delegate void SpanAction(ReadOnlySpan<byte> bytes);
}
