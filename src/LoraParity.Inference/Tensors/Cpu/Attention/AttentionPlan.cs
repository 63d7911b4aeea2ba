namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>
/// How the attention of a batch is cut into items. The query heads that read one key head and the rows of a sequence
/// form a list of pairs, row by row; an item is one tile's worth of pairs.
/// </summary>
internal sealed class AttentionPlan
{
    private readonly int[] _firstItems;
    private readonly int _pairsOfItem;

    public AttentionPlan(AttentionShape shape, IReadOnlyList<SequenceSlice> batch, int pairsOfItem)
    {
        (Shape, Batch, _pairsOfItem) = (shape, batch, pairsOfItem);
        _firstItems = new int[batch.Count + 1];
        for (var i = 0; i < batch.Count; i++)
            _firstItems[i + 1] = _firstItems[i] + (Tiles(batch[i]) * shape.KeyValueHeads);
    }

    /// <summary>How the layer attends.</summary>
    public AttentionShape Shape { get; }

    /// <summary>The sequences.</summary>
    public IReadOnlyList<SequenceSlice> Batch { get; }

    /// <summary>Query heads that read one key head.</summary>
    public int Group => Shape.Heads / Shape.KeyValueHeads;

    /// <summary>Number of items.</summary>
    public int Items => _firstItems[^1];

    /// <summary>What an item covers.</summary>
    public (SequenceSlice Slice, int KeyHead, int FirstPair, int Pairs) Item(int item)
    {
        var index = Array.BinarySearch(_firstItems, item);
        index = index < 0 ? ~index - 1 : LastWithSameStart(index);
        var slice = Batch[index];
        var (head, tile) = Math.DivRem(item - _firstItems[index], Tiles(slice));
        var first = tile * _pairsOfItem;
        return (slice, head, first, Math.Min(_pairsOfItem, (slice.Count * Group) - first));
    }

    /// <summary>The positions a pair sees: from the first to before the last.</summary>
    public (int Start, int End) Visible(SequenceSlice slice, int pair)
    {
        if (!Shape.Causal)
            return (0, slice.Past + slice.Count);
        var end = slice.Past + (pair / Group) + 1;
        return (Shape.Window is { } window ? Math.Max(0, end - window) : 0, end);
    }

    private int Tiles(SequenceSlice slice) => ((slice.Count * Group) + _pairsOfItem - 1) / _pairsOfItem;

    /// <summary>Empty slices share their start with the one that follows.</summary>
    private int LastWithSameStart(int index)
    {
        while (_firstItems[index + 1] == _firstItems[index])
            index++;
        return index;
    }
}
