using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>The tiles of one vector width, and how rows are cut into them.</summary>
internal abstract unsafe class TileSet
{
    /// <summary>Columns of a panel: the unit in which weights, keys and values are laid out.</summary>
    public const int PanelWidth = 32;

    /// <summary>Most rows of a tile.</summary>
    public abstract int MaxRows { get; }

    /// <summary>The tiles for a vector width.</summary>
    public static TileSet For(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new TileSet<TileMath512, Vector512<float>>(12),
        VectorWidth.Bits256 => new TileSet<TileMath256, Vector256<float>>(6),
        _ => new TileSet<TileMath128, Vector128<float>>(12),
    };

    /// <summary>Rows of the next tile where <paramref name="remaining"/> are left.</summary>
    public int NextRows(int remaining) => remaining switch
    {
        >= 12 when MaxRows >= 12 => 12,
        >= 6 => 6,
        >= 4 => 4,
        >= 2 => 2,
        _ => 1,
    };

    /// <summary>Sums += A·B over one panel's 32 columns.</summary>
    /// <param name="rows">Rows of A and the sums: one of <see cref="NextRows"/>.</param>
    /// <param name="a">[depth, rows].</param>
    /// <param name="b">[depth, bStride], of which 32 columns are used.</param>
    /// <param name="bStride">Floats from one row of b to the next.</param>
    /// <param name="sums">[rows, 32].</param>
    /// <param name="depth">Length of the sums.</param>
    public abstract void Accumulate(int rows, float* a, float* b, nint bStride, TileSums sums, int depth);
}
