using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace LoraParity.Inference.Tensors.Cpu.Memory;

/// <summary>Memory outside the collected heap, aligned to cache lines.</summary>
internal sealed unsafe class NativeBuffer : CriticalFinalizerObject, IDisposable
{
    private const int Alignment = 64;

    private void* _memory;

    /// <summary>Allocates without clearing.</summary>
    public NativeBuffer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        var size = (nuint)Math.Max(bytes, Alignment);
        var isLarge = bytes >= 2 * LargePages.Size;
        _memory = NativeMemory.AlignedAlloc(size, (nuint)(isLarge ? LargePages.Size : Alignment));
        if (isLarge)
            LargePages.Advise(_memory, size);
    }

    ~NativeBuffer() => Free();

    /// <summary>Its size.</summary>
    public long Bytes { get; }

    /// <summary>The memory as floats.</summary>
    public float* Floats => (float*)_memory;

    /// <summary>The memory as 16-bit patterns.</summary>
    public ushort* Halves => (ushort*)_memory;

    /// <summary>Zeroes everything.</summary>
    public void Clear() => NativeMemory.Clear(_memory, (nuint)Bytes);

    /// <inheritdoc />
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
