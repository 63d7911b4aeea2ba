using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>What a linear layer multiplies, and how it is cut into items that all threads can share.</summary>
internal readonly unsafe struct LinearJob
{
    private const int MaxRowsOfBlock = 240;
    private const int MaxPanelsOfGroup = 8;
    private const int FewestGroups = 4;

    /// <param name="packed">The rows, cut into tiles by <see cref="PackRowsKernel"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="weight">The panels.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="result">[rows, outputs].</param>
    /// <param name="rowsOfTile">Rows of a full tile; blocks are whole tiles.</param>
    public LinearJob(float* packed, int rows, CpuWeight weight, float* bias, float* result, int rowsOfTile)
    {
        (Rows, Weight) = (rows, weight);
        Packed = packed;
        Bias = bias;
        Result = result;
        var blocks = Divide(rows, MaxRowsOfBlock);
        RowsOfBlock = Divide(Divide(rows, blocks), rowsOfTile) * rowsOfTile;
        // A single tile of rows reads each weight once: panel after panel is how they lie in memory.
        PanelsOfGroup = rows <= rowsOfTile ? 1 : Math.Min(MaxPanelsOfGroup, Divide(weight.Panels, FewestGroups));
        Groups = Divide(weight.Panels, PanelsOfGroup);
        Items = Divide(rows, RowsOfBlock) * Groups;
        (LongestSlice, Partials) = Measure(weight.Slices);
    }

    /// <summary>The rows, cut into tiles.</summary>
    public float* Packed { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The panels.</summary>
    public CpuWeight Weight { get; }

    /// <summary>[outputs], or null.</summary>
    public float* Bias { get; }

    /// <summary>[rows, outputs].</summary>
    public float* Result { get; }

    /// <summary>Products of the longest slice.</summary>
    public int LongestSlice { get; }

    /// <summary>Most partial sums of an element that wait at a time.</summary>
    public int Partials { get; }

    /// <summary>Most sums of an item, partial ones included.</summary>
    public long SumsOfItem => (long)PanelsOfGroup * Partials * RowsOfBlock * TileSet.PanelWidth;

    /// <summary>Number of items.</summary>
    public int Items { get; }

    private int RowsOfBlock { get; }

    private int PanelsOfGroup { get; }

    private int Groups { get; }

    /// <summary>What an item covers.</summary>
    public LinearBlock Item(int item)
    {
        var (block, group) = Math.DivRem(item, Groups);
        var (row, panel) = (block * RowsOfBlock, group * PanelsOfGroup);
        return new LinearBlock(row, Math.Min(RowsOfBlock, Rows - row), panel, Math.Min(PanelsOfGroup, Weight.Panels - panel));
    }

    private static (int Longest, int Partials) Measure(SumSlice[] slices)
    {
        var (longest, most, partials) = (0, 0, 0);
        foreach (var slice in slices)
        {
            partials += slice.Continues ? 0 : 1;
            (longest, most) = (Math.Max(longest, slice.Length), Math.Max(most, partials));
            partials -= slice.Merges;
        }

        return (longest, most);
    }

    private static int Divide(int a, int b) => (a + b - 1) / b;
}
