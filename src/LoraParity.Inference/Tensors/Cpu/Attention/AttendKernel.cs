using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Eager attention over the cache; an item is one of <see cref="AttentionPlan"/>.</summary>
internal readonly unsafe struct AttendKernel(
    TileSet tiles, AttentionPlan plan, CpuCache cache, float* q, float* result, BufferPool pool) : IKernel
{
    /// <summary>Whether sums have several chains.</summary>
    private readonly bool _isChained = cache.Precision == Precision.Fp16;

    private readonly bool _swapsPairs = cache.Precision == Precision.Bf16;

    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var item = first; item < first + count; item++)
        {
            var (slice, head, pair, pairs) = plan.Item(item);
            for (var end = pair + pairs; pair < end;)
            {
                var height = tiles.NextRows(end - pair);
                Attend<TLanes, TFormat>(new AttentionTile(plan, slice, cache[slice.Sequence], head, pair, height));
                pair += height;
            }
        }
    }

    private void Attend<TLanes, TFormat>(AttentionTile tile)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var scores = pool.Rent((long)tile.Height * tile.Span);
        var packed = pool.Rent((long)tile.Height * Math.Max(tile.Span, plan.Shape.HeadSize));
        var sums = pool.Rent(((long)tile.Height * tile.Sequence.ValueStride) + Scratch(tile));
        try
        {
            Score(tile, packed.Floats, scores.Floats, sums.Floats);
            Weigh<TLanes, TFormat>(tile, scores.Floats);
            Sum(tile, scores.Floats, packed.Floats, sums.Floats);
            Write<TLanes, TFormat>(tile, sums.Floats);
        }
        finally
        {
            pool.Return(scores);
            pool.Return(packed);
            pool.Return(sums);
        }
    }

    private long Scratch(AttentionTile tile) => !_isChained ? 0 : Math.Max(OrderedSum.Scratch(tile.Height), tile.Span + tile.Sequence.ValueStride);

    /// <summary>q·k for all positions any pair of the tile sees.</summary>
    private void Score(AttentionTile tile, float* packed, float* scores, float* scratch)
    {
        Pack(tile, packed);
        for (var position = 0; position < tile.Span; position += TileSet.PanelWidth)
        {
            var keys = tile.Sequence.Keys(tile.KeyHead, (tile.Base + position) / TileSet.PanelWidth);
            var target = TileSums.Start(scores + position, tile.Span);
            if (!_isChained)
            {
                tiles.Accumulate(tile.Height, packed, keys, TileSet.PanelWidth, target, plan.Shape.HeadSize);
                continue;
            }

            new OrderedSum(tiles, scratch).Run(cache.FeatureOrder.Steps, tile.Height, packed, keys, inOrder: false, new TileAhead((byte*)packed, 0));
            var move = TileSums.Move(scratch, TileSet.PanelWidth, scores + position, tile.Span);
            tiles.Accumulate(tile.Height, packed, keys, TileSet.PanelWidth, move, 0);
        }
    }

    /// <summary>The queries as [features, pairs], features in the order of the sums.</summary>
    private void Pack(AttentionTile tile, float* packed)
    {
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var query = q + tile.Offset(pair);
            for (var i = 0; i < plan.Shape.HeadSize; i++)
                packed[(i * tile.Height) + pair] = query[cache.Features is null ? i : cache.Features[i]];
        }
    }

    /// <summary>Scores to probabilities, each pair over what it sees; masked positions before it keep the partial sums where PyTorch has them.</summary>
    private void Weigh<TLanes, TFormat>(AttentionTile tile, float* scores)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var operation = new ScoreOperation(plan.Shape.Scale, plan.Shape.SoftCap ?? 0);
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var (start, end) = tile.Visible(pair);
            var first = start / Rows.Partials * Rows.Partials;
            var row = scores + ((long)pair * tile.Span) + (first - tile.Base);
            Rows.Apply<ScoreOperation, TLanes, TFormat>(operation, row, row, end - first);
            new Span<float>(row, start - first).Fill(float.NegativeInfinity);
            if (plan.Shape.UpcastsScores || typeof(TFormat) == typeof(Fp32Format))
                SoftmaxKernel.Row<TLanes, TFormat>(row, row, end - first, Math.Max(tile.Prompt, end));
            else
                SoftmaxKernel.NarrowRow<TLanes, TFormat>(row, row, end - first, Math.Max(tile.Prompt, end) - first);
            if (_swapsPairs)
                SwapPairs(scores + ((long)pair * tile.Span), tile.Span);
        }
    }

    private static void SwapPairs(float* values, int count)
    {
        for (var i = 0; i < count; i += 2)
            (values[i], values[i + 1]) = (values[i + 1], values[i]);
    }

    /// <summary>
    /// Probabilities times values. Positions that all pairs see go through the tile; those before and after, which only
    /// some see, pair by pair: a masked position must not even contribute 0 · ∞.
    /// </summary>
    private void Sum(AttentionTile tile, float* scores, float* packed, float* sums)
    {
        if (_isChained)
        {
            SumChained(tile, scores, sums);
            return;
        }

        new Span<float>(sums, tile.Height * tile.Sequence.ValueStride).Clear();
        var (from, to) = _swapsPairs ? WholePairs(tile.SeenByAll) : tile.SeenByAll;
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var (start, end) = tile.Visible(pair);
            SumPair(tile, pair, start, Math.Min(from, end), scores, sums);
        }

        Transposition.Transpose(scores + (from - tile.Base), tile.Span, tile.Height, to - from, packed, tile.Height);
        SumTile(tile, tile.Height, packed, from, to, sums);
        for (var pair = 0; pair < tile.Height; pair++)
            SumPair(tile, pair, to, tile.Visible(pair).End, scores, sums);
    }

    private void SumChained(AttentionTile tile, float* scores, float* sums)
    {
        var stride = tile.Sequence.ValueStride;
        var chained = new ChainedValues(tiles, tile.Sequence.Values(tile.KeyHead, 0), stride, sums + ((long)tile.Height * stride));
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var (start, end) = tile.Visible(pair);
            var probabilities = scores + ((long)pair * tile.Span) + (start - tile.Base);
            chained.Sum(probabilities, start, end, Math.Max(tile.Prompt, end), sums + ((long)pair * stride));
        }
    }

    private static (int From, int To) WholePairs((int From, int To) positions)
    {
        var from = positions.From + (positions.From & 1);
        return (from, Math.Max(from, positions.To & ~1));
    }

    /// <summary>Where pairs are swapped, a position whose neighbour is masked stands at its neighbour's place.</summary>
    private void SumPair(AttentionTile tile, int pair, int from, int to, float* scores, float* sums)
    {
        if (!_swapsPairs || from >= to)
        {
            SumRows(tile, pair, from, to, scores, sums);
            return;
        }

        var (first, last) = (from + (from & 1), to & ~1);
        SumRows(tile, pair, from & ~1, (from & ~1) + (from & 1), scores, sums);
        SumRows(tile, pair, first, last, scores, sums);
        SumRows(tile, pair, to | 1, (to | 1) + (to & 1), scores, sums);
    }

    private void SumRows(AttentionTile tile, int pair, int from, int to, float* scores, float* sums)
    {
        var probabilities = scores + ((long)pair * tile.Span) + (from - tile.Base);
        SumTile(tile, 1, probabilities, from, to, sums + ((long)pair * tile.Sequence.ValueStride));
    }

    private void SumTile(AttentionTile tile, int height, float* packed, int from, int to, float* sums)
    {
        var stride = tile.Sequence.ValueStride;
        for (var column = 0; column < stride && from < to; column += TileSet.PanelWidth)
        {
            var values = tile.Sequence.Values(tile.KeyHead, from) + column;
            tiles.Accumulate(height, packed, values, stride, TileSums.Continue(sums + column, stride), to - from);
        }
    }

    private void Write<TLanes, TFormat>(AttentionTile tile, float* sums)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var row = sums + ((long)pair * tile.Sequence.ValueStride);
            Rows.Apply<RoundOperation, TLanes, TFormat>(default, row, result + tile.Offset(pair), plan.Shape.HeadSize);
        }
    }
}
