using System.Numerics;

namespace LoraParity.Inference.Tensors.Cpu.Memory;

/// <summary>Buffers of floats that are used again and again, in size classes a quarter of a power of two apart.</summary>
/// <param name="limit">Bytes beyond which buffers that wait are freed before another is allocated.</param>
internal sealed class BufferPool(long limit = long.MaxValue) : IDisposable
{
    private const int SmallestClass = 64;
    private const int PageBytes = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Stack<NativeBuffer>> _free = [];
    private bool _disposed;

    /// <summary>Buffers rented and not yet returned.</summary>
    public int Live { get; private set; }

    /// <summary>Buffers ever allocated.</summary>
    public int Allocated { get; private set; }

    /// <summary>Bytes of all buffers, those that wait included.</summary>
    public long Bytes { get; private set; }

    /// <summary>Most bytes of all buffers so far.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>A buffer of at least <paramref name="floats"/> floats with arbitrary content.</summary>
    public NativeBuffer Rent(long floats) => RentBytes(SizeClass(floats) * sizeof(float));

    /// <summary>A buffer of the given size in whole pages, for large ones of few sizes: the weights of one layer after the other.</summary>
    public NativeBuffer RentExactly(long bytes) => RentBytes((bytes + PageBytes - 1) / PageBytes * PageBytes);

    private NativeBuffer RentBytes(long size)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Live++;
            if (_free.TryGetValue(size, out var stack) && stack.TryPop(out var buffer))
                return buffer;
            Allocated++;
            Free(Bytes + size - limit);
            Bytes += size;
            PeakBytes = Math.Max(PeakBytes, Bytes);
        }

        return new NativeBuffer(size);
    }

    /// <summary>Frees waiting buffers, the largest first, until so many bytes are gained or none waits.</summary>
    private void Free(long wanted)
    {
        while (wanted > 0 && _free.Where(waiting => waiting.Value.Count > 0).Select(waiting => waiting.Key).DefaultIfEmpty().Max() is > 0 and var size)
        {
            _free[size].Pop().Dispose();
            Bytes -= size;
            wanted -= size;
        }
    }

    /// <summary>Gives a buffer back.</summary>
    public void Return(NativeBuffer buffer)
    {
        lock (_gate)
        {
            Live--;
            if (!_disposed)
            {
                Stack(buffer.Bytes).Push(buffer);
                return;
            }
        }

        buffer.Dispose();
    }

    /// <summary>Frees the buffers not in use; those in use are freed on their return.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var buffer in _free.Values.SelectMany(stack => stack))
                buffer.Dispose();
            _free.Clear();
        }
    }

    private static long SizeClass(long floats)
    {
        var wanted = Math.Max(floats, SmallestClass);
        var step = 1L << (BitOperations.Log2((ulong)wanted - 1) - 2);
        return (wanted + step - 1) / step * step;
    }

    private Stack<NativeBuffer> Stack(long size)
    {
        if (!_free.TryGetValue(size, out var stack))
            _free[size] = stack = new Stack<NativeBuffer>();
        return stack;
    }
}
