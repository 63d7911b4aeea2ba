using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// Cuts rows into tiles, columns in the order of the sums: [tiles, depth, rows of the tile]. An item is one full tile's worth of rows.
/// </summary>
/// <param name="tiles">The tiles.</param>
/// <param name="x">[rows, depth].</param>
/// <param name="rows">Number of rows.</param>
/// <param name="depth">Number of columns.</param>
/// <param name="places">Each column's place in the order of the sums; null where they stand in order.</param>
/// <param name="packed">The result.</param>
internal readonly unsafe struct PackRowsKernel(TileSet tiles, float* x, int rows, int depth, int[]? places, float* packed) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var end = Math.Min(rows, (first + count) * tiles.MaxRows);
        for (var row = first * tiles.MaxRows; row < end;)
        {
            var height = tiles.NextRows(rows - row);
            var start = (long)row * depth;
            Transposition.Transpose(x + start, depth, height, depth, packed + start, height, places);
            row += height;
        }
    }
}
