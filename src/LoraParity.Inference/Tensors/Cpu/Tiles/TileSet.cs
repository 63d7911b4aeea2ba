using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>The tiles of one vector width, and how rows are cut into them.</summary>
internal abstract unsafe class TileSet
{
    /// <summary>Columns of a panel: the unit in which weights, keys and values are laid out.</summary>
    public const int PanelWidth = 32;

    /// <summary>Most rows of a tile.</summary>
    public abstract int MaxRows { get; }

    /// <summary>Whether there are registers for two chains at once.</summary>
    public bool SumsPairs => MaxRows >= 12;

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
        >= 8 when MaxRows >= 8 => 8,
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
    public void Accumulate(int rows, float* a, float* b, nint bStride, TileSums sums, int depth)
        => Accumulate(rows, a, b, bStride, sums, depth, new TileAhead((byte*)a, 0));

    /// <inheritdoc cref="Accumulate(int, float*, float*, nint, TileSums, int)" />
    /// <param name="rows">Rows of A and the sums: one of <see cref="NextRows"/>.</param>
    /// <param name="a">[depth, rows].</param>
    /// <param name="b">[depth, bStride], of which 32 columns are used.</param>
    /// <param name="bStride">Floats from one row of b to the next.</param>
    /// <param name="sums">[rows, 32].</param>
    /// <param name="depth">Length of the sums.</param>
    /// <param name="ahead">What will be needed afterwards.</param>
    public abstract void Accumulate(int rows, float* a, float* b, nint bStride, TileSums sums, int depth, TileAhead ahead);

    /// <summary>The sums of a slice in pairs of chains over one panel's 32 columns; only where <see cref="SumsPairs"/> is true.</summary>
    /// <param name="run">The chains.</param>
    /// <param name="a">[depth of all chains, rows].</param>
    /// <param name="b">[depth of all chains, 32].</param>
    /// <param name="partials">Scratch memory.</param>
    /// <param name="sums">[rows, 32].</param>
    public abstract void SumRun(in TileRun run, float* a, float* b, float* partials, float* sums);
}
