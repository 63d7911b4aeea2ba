using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>Cuts rows into tiles [depth, rows of the tile], the order in which tiles read them; an item is a full tile's worth of rows.</summary>
internal readonly unsafe struct PackRowsKernel(TileSet tiles, float* x, int rows, int depth, float* packed) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var end = Math.Min(rows, (first + count) * tiles.MaxRows);
        for (var row = first * tiles.MaxRows; row < end;)
        {
            var height = tiles.NextRows(rows - row);
            Pack(x + ((long)row * depth), height, depth, depth, packed + ((long)row * depth));
            row += height;
        }
    }

    /// <summary>Writes [height, depth] as [depth, height].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float* from, int height, long stride, int depth, float* to)
    {
        for (var row = 0; row < height; row++)
        {
            var source = from + (row * stride);
            for (var k = 0; k < depth; k++)
                to[((long)k * height) + row] = source[k];
        }
    }
}
