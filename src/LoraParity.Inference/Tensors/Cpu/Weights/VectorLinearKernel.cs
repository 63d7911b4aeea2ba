using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// A linear layer of one row: every weight is read once, so memory sets the pace. An item is two panels, whose four
/// chains (with 512-bit vectors) hide the latency of the multiply-adds.
/// </summary>
/// <param name="x">[1, inputs].</param>
/// <param name="weight">The panels.</param>
/// <param name="bias">[outputs], or null.</param>
/// <param name="result">[1, outputs].</param>
internal readonly unsafe struct VectorLinearKernel<TPanel>(float* x, CpuWeight weight, float* bias, float* result) : IKernel
    where TPanel : struct, IPanelFormat
{
    private const int Half = TileSet.PanelWidth / 2;

    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var sums = stackalloc float[2 * TileSet.PanelWidth];
        for (var item = first; item < first + count; item++)
        {
            var panel = 2 * item;
            var next = Math.Min(panel + 1, weight.Panels - 1);
            Sum<TLanes>(weight.Panel(panel), weight.Panel(next), sums);
            Finish<TLanes, TFormat>(panel, sums);
            Finish<TLanes, TFormat>(next, sums + TileSet.PanelWidth);
        }
    }

    /// <summary>The sums of two panels. With vectors shorter than half a panel, two parts of one panel go together.</summary>
    private void Sum<TLanes>(float* panel, float* next, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        if (TLanes.Count == Half)
        {
            Sum<TLanes>(panel, next, sums, sums + TileSet.PanelWidth);
            return;
        }

        for (var j = 0; j < Half; j += 2 * TLanes.Count)
        {
            Sum<TLanes>(panel + j, panel + j + TLanes.Count, sums + j, sums + j + TLanes.Count);
            var nextSums = sums + TileSet.PanelWidth + j;
            Sum<TLanes>(next + j, next + j + TLanes.Count, nextSums, nextSums + TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TLanes>(float* a, float* b, float* aSums, float* bSums)
        where TLanes : struct, ILanes<TLanes>
    {
        var (aLow, aHigh, bLow, bHigh) = (TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f));
        for (var k = 0; k < weight.Inputs; k++)
        {
            var value = TLanes.Create(x[k]);
            TPanel.Load(a, out TLanes low, out TLanes high);
            aLow = TLanes.Fma(value, low, aLow);
            aHigh = TLanes.Fma(value, high, aHigh);
            TPanel.Load(b, out low, out high);
            bLow = TLanes.Fma(value, low, bLow);
            bHigh = TLanes.Fma(value, high, bHigh);
            a += TPanel.Stride;
            b += TPanel.Stride;
        }

        aLow.Store(aSums);
        aHigh.Store(aSums + Half);
        bLow.Store(bSums);
        bHigh.Store(bSums + Half);
    }

    private void Finish<TLanes, TFormat>(int panel, float* sums)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var column = panel * TileSet.PanelWidth;
        LinearEpilogue.Finish<TLanes, TFormat>(sums, bias == null ? null : bias + column, result + column, weight.Width(panel));
    }
}
