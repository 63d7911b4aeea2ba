using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>Reads a weight's rows and lays them out in panels; an item is a panel.</summary>
internal readonly unsafe struct PackWeightKernel<TPanel>(IWeightSource source, CpuWeight weight, BufferPool pool) : IKernel
    where TPanel : struct, IPanelFormat
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var rows = pool.Rent((long)TileSet.PanelWidth * weight.Inputs);
        try
        {
            for (var panel = first; panel < first + count; panel++)
            {
                Read(panel, rows);
                if (!IsFinite<TLanes>(rows.Floats, (long)TileSet.PanelWidth * weight.Inputs))
                    weight.FoundInfinite();
                var height = TPanel.Join<TLanes>(rows.Floats, weight.Inputs);
                Transposition.Transpose(rows.Floats, weight.Inputs, height, weight.Inputs, weight.Panel(panel), height, weight.Places);
            }
        }
        finally
        {
            pool.Return(rows);
        }
    }

    /// <summary>Whether all values are finite: 0 times any other value is NaN.</summary>
    [MethodImpl(HotPath.Loop)]
    private static bool IsFinite<TLanes>(float* x, long n)
        where TLanes : struct, ILanes<TLanes>
    {
        var (zero, even, odd) = (TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f));
        for (; n > 0; n -= 2 * TLanes.Count)
        {
            even = TLanes.Fma(TLanes.Load(x), zero, even);
            odd = TLanes.Fma(TLanes.Load(x + TLanes.Count), zero, odd);
            x += 2 * TLanes.Count;
        }

        var sums = stackalloc float[TileSet.PanelWidth];
        (even + odd).Store(sums);
        return !new ReadOnlySpan<float>(sums, TLanes.Count).Contains(float.NaN);
    }

    private void Read(int panel, NativeBuffer rows)
    {
        var width = weight.Width(panel);
        if (width < TileSet.PanelWidth)
            rows.Clear();
        source.ReadRows(panel * TileSet.PanelWidth, width, new Span<float>(rows.Floats, width * weight.Inputs));
    }
}
