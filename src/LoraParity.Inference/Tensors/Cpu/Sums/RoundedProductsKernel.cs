using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Inference.Tensors.Cpu.Weights;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>A linear layer that rounds each product before adding it, in ascending order; an item is a panel.</summary>
/// <param name="x">[rows, inputs].</param>
/// <param name="rows">Number of rows.</param>
/// <param name="weight">The panels.</param>
/// <param name="bias">[outputs], or null.</param>
/// <param name="result">[rows, outputs].</param>
/// <param name="pool">Scratch memory.</param>
internal readonly unsafe struct RoundedProductsKernel<TPanel>(
    float* x, int rows, CpuWeight weight, float* bias, float* result, BufferPool pool) : IKernel
    where TPanel : struct, IPanelFormat
{
    /// <summary>Rows at a time: their chains hide the latency of the additions.</summary>
    private const int RowsAtOnce = 4;

    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var scratch = pool.Rent((long)weight.Inputs * TileSet.PanelWidth);
        var sums = stackalloc float[RowsAtOnce * TileSet.PanelWidth];
        try
        {
            for (var panel = first; panel < first + count; panel++)
                Multiply<TLanes, TFormat>(panel, TPanel.Widen<TLanes>(weight.Panel(panel), weight.Inputs, scratch.Floats), sums);
        }
        finally
        {
            pool.Return(scratch);
        }
    }

    private void Multiply<TLanes, TFormat>(int panel, float* b, float* sums)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var column = panel * TileSet.PanelWidth;
        for (var row = 0; row < rows; row += RowsAtOnce)
        {
            var height = Math.Min(RowsAtOnce, rows - row);
            for (var j = 0; j < TileSet.PanelWidth; j += TLanes.Count)
                Sum<TLanes>(row, height, b + j, sums + j);
            var target = result + ((long)row * weight.Outputs) + column;
            LinearEpilogue.Finish<TLanes, TFormat>(sums, height, bias == null ? null : bias + column, target, weight.Outputs, weight.Width(panel));
        }
    }

    /// <summary>One vector of outputs of up to four rows; missing rows repeat the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TLanes>(int row, int height, float* b, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        var (s0, s1, s2, s3) = (TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f));
        var (x0, x1, x2, x3) = (Row(row), Row(row + Math.Min(1, height - 1)), Row(row + Math.Min(2, height - 1)), Row(row + height - 1));
        for (var k = 0; k < weight.Inputs; k++)
        {
            var w = TLanes.Load(b + ((long)k * TileSet.PanelWidth));
            s0 += TLanes.Create(x[x0 + k]) * w;
            s1 += TLanes.Create(x[x1 + k]) * w;
            s2 += TLanes.Create(x[x2 + k]) * w;
            s3 += TLanes.Create(x[x3 + k]) * w;
        }

        s0.Store(sums);
        s1.Store(sums + TileSet.PanelWidth);
        s2.Store(sums + (2 * TileSet.PanelWidth));
        s3.Store(sums + (3 * TileSet.PanelWidth));
    }

    private long Row(int row) => (long)row * weight.Inputs;
}
