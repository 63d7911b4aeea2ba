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
        var places = Places();
        var rows = pool.Rent((long)TileSet.PanelWidth * weight.Inputs);
        try
        {
            for (var panel = first; panel < first + count; panel++)
            {
                Read(panel, rows);
                var height = TPanel.Join<TLanes>(rows.Floats, weight.Inputs);
                Transposition.Transpose(rows.Floats, weight.Inputs, height, weight.Inputs, weight.Panel(panel), height, places);
            }
        }
        finally
        {
            pool.Return(rows);
        }
    }

    /// <summary>Each input's place in the order of the sums; null where they stand in order.</summary>
    private int[]? Places()
    {
        if (weight.Permutation is not { } permutation)
            return null;
        var places = new int[permutation.Length];
        for (var place = 0; place < permutation.Length; place++)
            places[permutation[place]] = place;
        return places;
    }

    private void Read(int panel, NativeBuffer rows)
    {
        var width = weight.Width(panel);
        if (width < TileSet.PanelWidth)
            rows.Clear();
        source.ReadRows(panel * TileSet.PanelWidth, width, new Span<float>(rows.Floats, width * weight.Inputs));
    }
}
