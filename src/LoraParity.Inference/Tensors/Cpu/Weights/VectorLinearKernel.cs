using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// A linear layer of one row: every weight is read once, so memory sets the pace. An item is two panels, whose four
/// chains (with 512-bit vectors) hide the latency of the multiply-adds.
/// </summary>
/// <param name="x">[1, inputs], in the order of the sums.</param>
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

    /// <summary>The sums of two times two vectors of outputs, chain by chain.</summary>
    [MethodImpl(HotPath.Loop)]
    private void Sum<TLanes>(float* a, float* b, float* aSums, float* bSums)
        where TLanes : struct, ILanes<TLanes>
    {
        var partials = stackalloc float[SumOrder.MostPartials * 2 * TileSet.PanelWidth];
        var top = partials - (4 * TLanes.Count);
        var inputs = x;
        foreach (var step in weight.Order.Steps)
        {
            top += step.Continues ? 0 : 4 * TLanes.Count;
            Chain<TLanes>(inputs, a, b, step, top);
            top -= step.Merges * 4 * TLanes.Count;
            inputs += step.Length;
            a += (long)step.Length * TPanel.Stride;
            b += (long)step.Length * TPanel.Stride;
        }

        TLanes.Load(partials).Store(aSums);
        TLanes.Load(partials + TLanes.Count).Store(aSums + Half);
        TLanes.Load(partials + (2 * TLanes.Count)).Store(bSums);
        TLanes.Load(partials + (3 * TLanes.Count)).Store(bSums + Half);
    }

    [MethodImpl(HotPath.Loop)]
    private static void Chain<TLanes>(float* inputs, float* a, float* b, SumStep step, float* partial)
        where TLanes : struct, ILanes<TLanes>
    {
        var (aLow, aHigh, bLow, bHigh) = (TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f));
        if (step.Continues)
            Load(partial, out aLow, out aHigh, out bLow, out bHigh);
        for (var k = 0; k < step.Length; k++)
        {
            var value = TLanes.Create(inputs[k]);
            TPanel.Load(a, out TLanes low, out TLanes high);
            aLow = TLanes.Fma(value, low, aLow);
            aHigh = TLanes.Fma(value, high, aHigh);
            TPanel.Load(b, out low, out high);
            bLow = TLanes.Fma(value, low, bLow);
            bHigh = TLanes.Fma(value, high, bHigh);
            a += TPanel.Stride;
            b += TPanel.Stride;
        }

        for (var merge = 0; merge < step.Merges; merge++)
        {
            partial -= 4 * TLanes.Count;
            Load(partial, out TLanes c, out TLanes d, out TLanes e, out TLanes f);
            (aLow, aHigh, bLow, bHigh) = (c + aLow, d + aHigh, e + bLow, f + bHigh);
        }

        aLow.Store(partial);
        aHigh.Store(partial + TLanes.Count);
        bLow.Store(partial + (2 * TLanes.Count));
        bHigh.Store(partial + (3 * TLanes.Count));
    }

    [MethodImpl(HotPath.Inline)]
    private static void Load<TLanes>(float* partial, out TLanes a, out TLanes b, out TLanes c, out TLanes d)
        where TLanes : struct, ILanes<TLanes>
    {
        a = TLanes.Load(partial);
        b = TLanes.Load(partial + TLanes.Count);
        c = TLanes.Load(partial + (2 * TLanes.Count));
        d = TLanes.Load(partial + (3 * TLanes.Count));
    }

    private void Finish<TLanes, TFormat>(int panel, float* sums)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var column = panel * TileSet.PanelWidth;
        LinearEpilogue.Finish<TLanes, TFormat>(sums, 1, bias == null ? null : bias + column, result + column, 0, weight.Width(panel));
    }
}
