using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// A weight in panels of 32 outputs, in its own precision: [outputs / 32, inputs, 32], inputs in the order in which their
/// products are summed. The last panel is filled up with zeros.
/// </summary>
internal sealed unsafe class CpuWeight : WeightMatrix
{
    /// <summary>Products of one element that are summed before another element's turn: a panel's slice then stays in the near caches.</summary>
    private const int LongestSlice = 256;

    private readonly BufferPool _pool;
    private readonly long _bytes;
    private NativeBuffer? _buffer;

    public CpuWeight(BufferPool pool, int outputs, int inputs, Precision precision, SumOrder order)
        : base(outputs, inputs, precision)
    {
        Panels = (outputs + TileSet.PanelWidth - 1) / TileSet.PanelWidth;
        PanelStride = (long)inputs * TileSet.PanelWidth * precision.Bytes() / sizeof(float);
        Order = order;
        Permutation = Order.Permutation();
        Places = Permutation is null ? null : Invert(Permutation);
        Slices = SumSlice.Cut(Order, LongestSlice);
        _pool = pool;
        _bytes = Panels * PanelStride * sizeof(float);
        _buffer = pool.RentExactly(_bytes);
    }

    /// <summary>Whether no weight is infinite or NaN.</summary>
    public bool IsFinite { get; private set; } = true;

    /// <summary>Number of panels.</summary>
    public int Panels { get; }

    /// <summary>The order of the sums.</summary>
    public SumOrder Order { get; }

    /// <summary>The input at each place of the order; null where they stand in order.</summary>
    public int[]? Permutation { get; }

    /// <summary>Each input's place in the order; null where they stand in order.</summary>
    public int[]? Places { get; }

    /// <summary>The order in pieces that fit the caches.</summary>
    public SumSlice[] Slices { get; }

    public override long Bytes => _buffer is null ? 0 : _bytes;

    /// <summary>From one panel to the next, in floats.</summary>
    private long PanelStride { get; }

    /// <summary>Where a panel begins.</summary>
    public float* Panel(int panel)
        => (_buffer ?? throw new ObjectDisposedException(nameof(WeightMatrix), $"The weight [{Outputs}, {Inputs}] was released.")).Floats + (panel * PanelStride);

    /// <summary>Outputs in a panel.</summary>
    public int Width(int panel) => Math.Min(TileSet.PanelWidth, Outputs - (panel * TileSet.PanelWidth));

    /// <summary>Says that some weight is infinite or NaN. Any thread may.</summary>
    public void FoundInfinite() => IsFinite = false;

    protected override void Release()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            _pool.Return(buffer);
    }

    private static int[] Invert(int[] permutation)
    {
        var places = new int[permutation.Length];
        for (var place = 0; place < permutation.Length; place++)
            places[permutation[place]] = place;
        return places;
    }
}
