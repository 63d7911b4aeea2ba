using LoraParity.Inference.Tensors.Cpu.Limits;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Threading;

namespace LoraParity.Benchmarks.Limits;

/// <summary>One window at a time of what this machine can do at most: fused multiply-adds that never leave registers, reading and copying memory.</summary>
internal sealed class MachineLimits : IDisposable
{
    private readonly WorkerPool _pool;
    private readonly NativeBuffer _memory = new(ReadWork.Bytes);
    private readonly MultiplyAddWork _multiplyAdd = new();
    private readonly ReadWork _reading;
    private readonly CopyWork _copying;

    public MachineLimits(WorkerPool pool)
    {
        _pool = pool;
        _memory.Clear();
        (_reading, _copying) = (new ReadWork(_memory), new CopyWork(_memory));
    }

    /// <summary>Floating-point operations of one call of <see cref="MultiplyAdd"/>.</summary>
    public double MultiplyAddOperations => MultiplyAddWork.Operations * _pool.Threads;

    /// <summary>Bytes read by one call of <see cref="ReadMemory"/>, or read and written by one of <see cref="CopyMemory"/>.</summary>
    public static double BytesMoved => ReadWork.Bytes;

    /// <summary>Keeps all multiply-add units busy on all threads.</summary>
    public void MultiplyAdd() => _pool.Run(_multiplyAdd, _pool.Threads, 1);

    /// <summary>Reads more memory than caches hold, on all threads.</summary>
    public void ReadMemory() => _pool.Run(_reading, ReadWork.Items, 1);

    /// <summary>Copies one half of that memory to the other, on all threads.</summary>
    public void CopyMemory() => _pool.Run(_copying, CopyWork.Items, 1);

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    private sealed unsafe class CopyWork(NativeBuffer memory) : Work
    {
        public const int Items = 256;

        protected override void Run(int first, int count)
        {
            var size = memory.Bytes / 2 / Items;
            var from = (byte*)memory.Floats + (first * size);
            Buffer.MemoryCopy(from, from + (memory.Bytes / 2), count * size, count * size);
        }
    }
}
