using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Inference.Tensors.Cpu.Weights;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>A linear layer whose sums follow a <see cref="SumOrder"/>; an item is a panel, widened once for all rows.</summary>
/// <param name="packed">The rows with permuted columns, cut into tiles.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="weight">The panels.</param>
/// <param name="bias">[outputs], or null.</param>
/// <param name="result">[rows, outputs].</param>
/// <param name="order">The order of the sums.</param>
/// <param name="permutation">The order's permutation of the inputs.</param>
/// <param name="tiles">The tiles.</param>
/// <param name="pool">Scratch memory.</param>
internal readonly unsafe struct OrderedLinearKernel<TPanel>(
    float* packed, int rows, CpuWeight weight, float* bias, float* result, SumOrder order, int[] permutation, TileSet tiles, BufferPool pool) : IKernel
    where TPanel : struct, IPanelFormat
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var panelSize = weight.Inputs * TileSet.PanelWidth;
        var scratch = pool.Rent(panelSize + OrderedSum.Scratch(tiles.MaxRows));
        try
        {
            var sum = new OrderedSum(tiles, order, scratch.Floats + panelSize);
            for (var panel = first; panel < first + count; panel++)
            {
                Widen<TLanes>(weight.Panel(panel), scratch.Floats);
                Multiply<TLanes, TFormat>(panel, scratch.Floats, sum);
            }
        }
        finally
        {
            pool.Return(scratch);
        }
    }

    private void Multiply<TLanes, TFormat>(int panel, float* b, OrderedSum sum)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var column = panel * TileSet.PanelWidth;
        for (var row = 0; row < rows;)
        {
            var height = tiles.NextRows(rows - row);
            var sums = sum.Run<TLanes>(height, packed + ((long)row * weight.Inputs), b, permuted: true);
            for (var end = row + height; row < end; row++)
            {
                var target = result + ((long)row * weight.Outputs) + column;
                LinearEpilogue.Finish<TLanes, TFormat>(sums, bias == null ? null : bias + column, target, weight.Width(panel));
                sums += TileSet.PanelWidth;
            }
        }
    }

    /// <summary>The panel's weights as fp32 [inputs, 32], inputs permuted.</summary>
    private void Widen<TLanes>(float* panel, float* widened)
        where TLanes : struct, ILanes<TLanes>
    {
        foreach (var input in permutation)
        {
            var row = TPanel.Widen<TLanes>(panel + ((long)input * TPanel.Stride), 1, widened);
            if (row != widened)
                new ReadOnlySpan<float>(row, TileSet.PanelWidth).CopyTo(new Span<float>(widened, TileSet.PanelWidth));
            widened += TileSet.PanelWidth;
        }
    }
}
