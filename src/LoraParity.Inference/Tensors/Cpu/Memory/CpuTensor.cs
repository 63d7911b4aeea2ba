using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Memory;

/// <summary>Rows of fp32 values, each exact in the tensor's precision, in a pooled buffer.</summary>
internal sealed unsafe class CpuTensor : Tensor
{
    private readonly BufferPool _pool;
    private NativeBuffer? _buffer;

    public CpuTensor(BufferPool pool, int rows, int columns, Precision precision)
        : base(rows, columns, precision)
    {
        _pool = pool;
        _buffer = pool.Rent((long)rows * columns);
    }

    /// <summary>The scope that releases it, if any.</summary>
    public TensorScope? Scope { get; set; }

    /// <summary>Row 0; rows follow one another without gaps.</summary>
    public float* Values => (_buffer ?? throw new ObjectDisposedException(nameof(Tensor), $"The tensor [{Rows}, {Columns}] was released.")).Floats;

    /// <summary>Number of values.</summary>
    public long Count => (long)Rows * Columns;

    /// <summary>Where a row begins.</summary>
    public float* Row(int row) => Values + ((long)row * Columns);

    protected override void Release()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            _pool.Return(buffer);
    }
}
