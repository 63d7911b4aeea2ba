using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// Cuts rows into tiles, and their depth into slices, in the order in which a linear layer reads them:
/// [slices, tiles, depth of the slice, rows of the tile]. An item is one full tile's worth of rows.
/// </summary>
internal readonly unsafe struct PackRowsKernel(TileSet tiles, float* x, int rows, int depth, SumSlice[] slices, float* packed) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var end = Math.Min(rows, (first + count) * tiles.MaxRows);
        for (var row = first * tiles.MaxRows; row < end;)
        {
            var height = tiles.NextRows(rows - row);
            foreach (var slice in slices)
            {
                var source = x + ((long)row * depth) + slice.First;
                Transposition.Transpose(source, depth, height, slice.Length, packed + Offset(rows, row, slice), height);
            }

            row += height;
        }
    }

    /// <summary>Where a tile's part of a slice begins.</summary>
    public static long Offset(int rows, int row, SumSlice slice) => ((long)slice.First * rows) + ((long)row * slice.Length);
}
