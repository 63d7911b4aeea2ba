using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// A linear layer of several rows. An item is a block of rows by a group of panels. It goes through the depth in slices
/// that fit the caches: one slice of a panel, widened to fp32, serves all tiles of the block before the next is touched,
/// and the block's sums stay in compact scratch memory until all slices are done.
/// </summary>
internal readonly unsafe struct LinearKernel<TPanel>(LinearJob job, TileSet tiles, BufferPool pool) : IKernel
    where TPanel : struct, IPanelFormat
{
    private const int CacheLine = 64;

    [MethodImpl(HotPath.Loop)]
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var widened = (long)job.LongestSlice * TileSet.PanelWidth;
        var partials = (long)SumOrder.MostPartials * tiles.MaxRows * TileSet.PanelWidth;
        var scratch = pool.Rent(widened + partials + job.SumsOfItem);
        try
        {
            var sums = scratch.Floats + widened + partials;
            for (var item = first; item < first + count; item++)
            {
                var block = job.Item(item);
                Multiply<TLanes>(block, scratch.Floats, new OrderedSum(tiles, scratch.Floats + widened), sums);
                Finish<TLanes, TFormat>(block, sums);
            }
        }
        finally
        {
            pool.Return(scratch);
        }
    }

    /// <summary>The sums of a block: [panels, partial sums, rows, 32], of which the first partial sums are the result.</summary>
    [MethodImpl(HotPath.Loop)]
    private void Multiply<TLanes>(LinearBlock block, float* widened, OrderedSum ordered, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        var partial = -1;
        for (var i = 0; i < job.Weight.Slices.Length; i++)
        {
            var slice = job.Weight.Slices[i];
            partial += slice.Continues ? 0 : 1;
            for (var panel = 0; panel < block.Panels; panel++)
            {
                var b = TPanel.Widen<TLanes>(Weights(block.FirstPanel + panel, slice), slice.Length, widened);
                MultiplySlice(block, slice, b, ordered, sums + (((panel * job.Partials) + partial) * block.Sums), Next(block, i, panel));
            }

            partial -= slice.Merges;
        }
    }

    /// <summary>One slice of one panel for all rows of a block, while the next slice is on its way from memory.</summary>
    [MethodImpl(HotPath.Loop)]
    private void MultiplySlice(LinearBlock block, SumSlice slice, float* b, OrderedSum ordered, float* sums, float* next)
    {
        var left = (long)TPanel.Stride * slice.Length * sizeof(float);
        for (var row = 0; row < block.Rows;)
        {
            var height = tiles.NextRows(block.Rows - row);
            var a = job.Packed + ((long)(block.FirstRow + row) * job.Weight.Inputs) + ((long)slice.First * height);
            var ahead = left > 0 ? new TileAhead((byte*)next, AheadStep(block)) : new TileAhead((byte*)a, 0);
            ordered.Add(slice, height, a, b, sums + (row * TileSet.PanelWidth), block.Sums, ahead);
            left -= slice.Length * ahead.Step;
            next += slice.Length * ahead.Step / sizeof(float);
            row += height;
        }
    }

    /// <summary>A cache line a step, two where a single tile has to ask for all: lines come from memory in pairs.</summary>
    private nint AheadStep(LinearBlock block) => block.Rows <= tiles.MaxRows ? TPanel.Stride * sizeof(float) : CacheLine;

    [MethodImpl(HotPath.Loop)]
    private void Finish<TLanes, TFormat>(LinearBlock block, float* sums)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var panel = block.FirstPanel; panel < block.FirstPanel + block.Panels; panel++)
        {
            var (column, width) = (panel * TileSet.PanelWidth, job.Weight.Width(panel));
            var biases = job.Bias == null ? null : job.Bias + column;
            var target = job.Result + ((long)block.FirstRow * job.Weight.Outputs) + column;
            LinearEpilogue.Finish<TLanes, TFormat>(sums, block.Rows, biases, target, job.Weight.Outputs, width);
            sums += job.Partials * block.Sums;
        }
    }

    /// <summary>The weights needed after those of a slice and panel.</summary>
    private float* Next(LinearBlock block, int slice, int panel)
    {
        var slices = job.Weight.Slices;
        return panel + 1 < block.Panels
            ? Weights(block.FirstPanel + panel + 1, slices[slice])
            : Weights(block.FirstPanel, slices[Math.Min(slice + 1, slices.Length - 1)]);
    }

    private float* Weights(int panel, SumSlice slice) => job.Weight.Panel(panel) + ((long)slice.First * TPanel.Stride);
}
