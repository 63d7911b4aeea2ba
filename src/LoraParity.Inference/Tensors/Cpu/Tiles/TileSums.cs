using LoraParity.Inference.Tensors.Cpu.Memory;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>Where a tile's sums begin and where they end up.</summary>
internal readonly unsafe struct TileSums
{
    private static readonly NativeBuffer ZeroRow = Zeros();

    private TileSums(float* from, nint fromStride, float* to, nint toStride)
    {
        From = from;
        FromStride = fromStride;
        To = to;
        ToStride = toStride;
    }

    /// <summary>The sums to begin with.</summary>
    public float* From { get; }

    /// <summary>Floats from one row of <see cref="From"/> to the next.</summary>
    public nint FromStride { get; }

    /// <summary>Where the sums are written, unless they are merged.</summary>
    public float* To { get; }

    /// <summary>Floats from one row of <see cref="To"/> to the next.</summary>
    public nint ToStride { get; }

    /// <summary>How many earlier sums, which lie before <see cref="To"/>, are added; the result takes the place of the earliest.</summary>
    public int Merges { get; init; }

    /// <summary>Floats from earlier sums to later ones.</summary>
    public nint MergeStride { get; init; }

    /// <summary>Sums that begin with zero.</summary>
    public static TileSums Start(float* to, nint stride) => new(ZeroRow.Floats, 0, to, stride);

    /// <summary>Sums that go on.</summary>
    public static TileSums Continue(float* sums, nint stride) => new(sums, stride, sums, stride);

    /// <summary>Sums that are moved elsewhere.</summary>
    public static TileSums Move(float* from, nint fromStride, float* to, nint toStride) => new(from, fromStride, to, toStride);

    /// <summary>The same for columns further right.</summary>
    public TileSums Shift(int columns) => new(From + columns, FromStride, To + columns, ToStride) { Merges = Merges, MergeStride = MergeStride };

    private static NativeBuffer Zeros()
    {
        var zeros = new NativeBuffer(TileSet.PanelWidth * sizeof(float));
        zeros.Clear();
        return zeros;
    }
}
