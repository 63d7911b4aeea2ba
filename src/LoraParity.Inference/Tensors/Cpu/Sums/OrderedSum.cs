using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// One tile's sums in a <see cref="SumOrder"/>: each chain is a call of the plain tile on a partial sum of its own.
/// <c>ReferenceSums</c> of the test kit says the same plainly.
/// </summary>
/// <param name="tiles">The tiles.</param>
/// <param name="partials">Scratch memory of <see cref="Scratch"/> floats.</param>
internal readonly unsafe struct OrderedSum(TileSet tiles, float* partials)
{
    /// <summary>Floats of scratch memory that tiles of some height need.</summary>
    public static int Scratch(int height) => SumOrder.MostPartials * height * TileSet.PanelWidth;

    /// <summary>Adds a slice's products, whose factors stand in the order of the sums.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="height">Rows: one of <see cref="TileSet.NextRows"/>.</param>
    /// <param name="a">[depth, height].</param>
    /// <param name="b">[depth, 32].</param>
    /// <param name="sums">[height, 32]: this slice's partial sums.</param>
    /// <param name="apart">Floats from the partial sums of one slice to those of the next.</param>
    /// <param name="ahead">What will be needed afterwards.</param>
    [MethodImpl(HotPath.Loop)]
    public void Add(SumSlice slice, int height, float* a, float* b, float* sums, nint apart, TileAhead ahead)
    {
        if (slice.Steps.Length == 1)
        {
            var target = slice.Continues ? TileSums.Continue(sums, TileSet.PanelWidth) : TileSums.Start(sums, TileSet.PanelWidth);
            tiles.Accumulate(height, a, b, TileSet.PanelWidth, target with { Merges = slice.Merges, MergeStride = apart }, slice.Length, ahead);
        }
        else if (tiles.SumsPairs && slice.PairMerges is { } merges)
        {
            AddPairs(slice, merges, height, a, b, sums, apart, ahead);
        }
        else
        {
            Run(slice.Steps, height, a, b, inOrder: true, ahead);
            var move = TileSums.Move(partials, TileSet.PanelWidth, sums, TileSet.PanelWidth) with { Merges = slice.Merges, MergeStride = apart };
            tiles.Accumulate(height, a, b, TileSet.PanelWidth, move, 0);
        }
    }

    /// <summary>All chains of an order; the sums are the first partial sums.</summary>
    /// <param name="steps">The chains.</param>
    /// <param name="height">Rows: one of <see cref="TileSet.NextRows"/>.</param>
    /// <param name="a">[depth, height], in the order of the chains.</param>
    /// <param name="b">[depth, 32].</param>
    /// <param name="inOrder">Whether b is in the order of the chains, too.</param>
    /// <param name="ahead">What will be needed afterwards.</param>
    [MethodImpl(HotPath.Loop)]
    public void Run(SumStep[] steps, int height, float* a, float* b, bool inOrder, TileAhead ahead)
    {
        var size = height * TileSet.PanelWidth;
        var top = partials - size;
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            top += step.Continues ? 0 : size;
            var target = step.Continues ? TileSums.Continue(top, TileSet.PanelWidth) : TileSums.Start(top, TileSet.PanelWidth);
            var from = inOrder ? b : b + ((long)step.First * TileSet.PanelWidth);
            var stride = inOrder ? TileSet.PanelWidth : step.Stride * TileSet.PanelWidth;
            tiles.Accumulate(height, a, from, stride, target with { Merges = step.Merges, MergeStride = size }, step.Length, ahead);
            a += step.Length * height;
            b += inOrder ? step.Length * TileSet.PanelWidth : 0;
            ahead = ahead.After(step.Length);
            top -= step.Merges * size;
        }
    }

    private void AddPairs(SumSlice slice, int[] merges, int height, float* a, float* b, float* sums, nint apart, TileAhead ahead)
    {
        fixed (int* mergesOfPairs = merges)
        {
            var run = new TileRun
            {
                Depth = slice.Steps[0].Length,
                Pairs = merges.Length,
                Merges = mergesOfPairs,
                Height = height,
                LastMerges = slice.Merges,
                Apart = apart,
                Ahead = ahead,
            };
            tiles.SumRun(in run, a, b, partials, sums);
        }
    }
}
