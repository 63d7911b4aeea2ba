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
                Transpose(rows.Floats, weight.Panel(panel), weight.Inputs);
            }
        }
        finally
        {
            pool.Return(rows);
        }
    }

    private void Read(int panel, NativeBuffer rows)
    {
        var width = weight.Width(panel);
        if (width < TileSet.PanelWidth)
            rows.Clear();
        source.ReadRows(panel * TileSet.PanelWidth, width, new Span<float>(rows.Floats, width * weight.Inputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* rows, float* panel, int inputs)
    {
        const int Half = TileSet.PanelWidth / 2;
        for (var j = 0; j < Half; j++)
        {
            var low = rows + ((long)j * inputs);
            var high = rows + ((long)(j + Half) * inputs);
            for (var k = 0; k < inputs; k++)
                TPanel.Store(Lanes1.Load(low + k), Lanes1.Load(high + k), panel + ((long)k * TPanel.Stride) + j);
        }
    }
}
