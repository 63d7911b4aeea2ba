using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// A linear layer of several rows. An item is a block of rows by a group of panels; it goes through the depth in slices
/// that fit the caches: one slice of a panel, widened to fp32, serves all tiles of rows before the next is touched.
/// </summary>
/// <param name="tiles">The tiles to use.</param>
/// <param name="packed">The rows, cut into tiles by <see cref="PackRowsKernel"/>.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="weight">The panels.</param>
/// <param name="bias">[outputs], or null.</param>
/// <param name="result">[rows, outputs].</param>
/// <param name="pool">Where scratch memory comes from.</param>
internal readonly unsafe struct LinearKernel<TPanel>(
    TileSet tiles, float* packed, int rows, CpuWeight weight, float* bias, float* result, BufferPool pool) : IKernel
    where TPanel : struct, IPanelFormat
{
    private const int RowsOfBlock = 480;
    private const int PanelsOfGroup = 8;
    private const int DepthOfSlice = 192;

    /// <summary>Number of items.</summary>
    public int Items => Blocks * Groups;

    private int Blocks => (rows + RowsOfBlock - 1) / RowsOfBlock;

    private int Groups => (weight.Panels + PanelsOfGroup - 1) / PanelsOfGroup;

    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var scratch = pool.Rent(TileSet.PanelWidth * (DepthOfSlice + RowsOfBlock));
        try
        {
            for (var item = first; item < first + count; item++)
                Run<TLanes, TFormat>(item / Groups * RowsOfBlock, item % Groups * PanelsOfGroup, scratch.Floats);
        }
        finally
        {
            pool.Return(scratch);
        }
    }

    private void Run<TLanes, TFormat>(int firstRow, int firstPanel, float* scratch)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var lastPanel = Math.Min(firstPanel + PanelsOfGroup, weight.Panels);
        for (var depth = 0; depth < weight.Inputs; depth += DepthOfSlice)
        {
            var count = Math.Min(DepthOfSlice, weight.Inputs - depth);
            for (var panel = firstPanel; panel < lastPanel; panel++)
            {
                var b = TPanel.Widen<TLanes>(weight.Panel(panel) + ((long)depth * TPanel.Stride), count, scratch);
                MultiplyBlock<TLanes, TFormat>(firstRow, panel, b, depth, count, scratch + (TileSet.PanelWidth * DepthOfSlice));
            }
        }
    }

    /// <summary>One slice of one panel for all rows of a block. The sums of an incomplete last panel live in <paramref name="edge"/>.</summary>
    private void MultiplyBlock<TLanes, TFormat>(int firstRow, int panel, float* b, int depth, int count, float* edge)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var (width, column) = (weight.Width(panel), panel * TileSet.PanelWidth);
        var complete = width == TileSet.PanelWidth;
        var stride = complete ? weight.Outputs : TileSet.PanelWidth;
        var lastRow = Math.Min(firstRow + RowsOfBlock, rows);
        for (var row = firstRow; row < lastRow;)
        {
            var height = tiles.NextRows(rows - row);
            var target = result + ((long)row * weight.Outputs) + column;
            var c = complete ? target : edge + ((row - firstRow) * TileSet.PanelWidth);
            if (depth == 0)
                Clear(c, stride, height);
            var a = packed + ((long)row * weight.Inputs) + ((long)depth * height);
            tiles.Accumulate(height, a, b, TileSet.PanelWidth, c, stride, count);
            if (depth + count == weight.Inputs)
                Finish<TLanes, TFormat>(c, stride, target, column, width, height);
            row += height;
        }
    }

    private void Finish<TLanes, TFormat>(float* c, int stride, float* target, int column, int width, int height)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var biases = bias == null ? null : bias + column;
        for (var row = 0; row < height; row++)
            LinearEpilogue.Finish<TLanes, TFormat>(c + ((long)row * stride), biases, target + ((long)row * weight.Outputs), width);
    }

    private static void Clear(float* c, int stride, int height)
    {
        for (var row = 0; row < height; row++)
            new Span<float>(c + ((long)row * stride), TileSet.PanelWidth).Clear();
    }
}
