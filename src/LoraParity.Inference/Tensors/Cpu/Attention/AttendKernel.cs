using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Inference.Tensors.Cpu.Weights;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Eager attention over the cache; an item is one of <see cref="AttentionPlan"/>.</summary>
internal readonly unsafe struct AttendKernel(
    TileSet tiles, AttentionPlan plan, CpuCache cache, float* q, float* result, BufferPool pool) : IKernel
{
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
        var sums = pool.Rent((long)tile.Height * tile.Sequence.ValueStride);
        try
        {
            Score(tile, packed.Floats, scores.Floats);
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

    /// <summary>q·k for all positions any pair of the tile sees.</summary>
    private void Score(AttentionTile tile, float* packed, float* scores)
    {
        var size = plan.Shape.HeadSize;
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var query = q + tile.Offset(pair);
            for (var i = 0; i < size; i++)
                packed[(i * tile.Height) + pair] = query[i];
        }

        new Span<float>(scores, tile.Height * tile.Span).Clear();
        for (var position = 0; position < tile.Span; position += TileSet.PanelWidth)
        {
            var keys = tile.Sequence.Keys(tile.KeyHead, (tile.Base + position) / TileSet.PanelWidth);
            tiles.Accumulate(tile.Height, packed, keys, TileSet.PanelWidth, scores + position, tile.Span, size);
        }
    }

    /// <summary>Scores to probabilities, each pair over what it sees.</summary>
    private void Weigh<TLanes, TFormat>(AttentionTile tile, float* scores)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var operation = new ScoreOperation(plan.Shape.Scale, plan.Shape.SoftCap ?? 0);
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var (start, end) = tile.Visible(pair);
            var row = scores + ((long)pair * tile.Span) + (start - tile.Base);
            Rows.Apply<ScoreOperation, TLanes, TFormat>(operation, row, row, end - start);
            SoftmaxKernel.Row<TLanes, TFormat>(row, row, end - start);
        }
    }

    /// <summary>
    /// Probabilities times values. Positions that all pairs see go through the tile; those before and after, which only
    /// some see, pair by pair: a masked position must not even contribute 0 · ∞.
    /// </summary>
    private void Sum(AttentionTile tile, float* scores, float* packed, float* sums)
    {
        new Span<float>(sums, tile.Height * tile.Sequence.ValueStride).Clear();
        var (from, to) = tile.SeenByAll;
        for (var pair = 0; pair < tile.Height; pair++)
        {
            var (start, end) = tile.Visible(pair);
            SumPair(tile, pair, start, Math.Min(from, end), scores, sums);
        }

        PackRowsKernel.Pack(scores + (from - tile.Base), tile.Height, tile.Span, to - from, packed);
        SumTile(tile, tile.Height, packed, from, to, sums);
        for (var pair = 0; pair < tile.Height; pair++)
            SumPair(tile, pair, to, tile.Visible(pair).End, scores, sums);
    }

    private void SumPair(AttentionTile tile, int pair, int from, int to, float* scores, float* sums)
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
            tiles.Accumulate(height, packed, values, stride, sums + column, stride, to - from);
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
