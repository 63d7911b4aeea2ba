using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Some pairs of query row and head that read the same key head of one sequence.</summary>
internal readonly struct AttentionTile
{
    private readonly AttentionPlan _plan;
    private readonly SequenceSlice _slice;
    private readonly int _firstPair;

    public AttentionTile(AttentionPlan plan, SequenceSlice slice, CachedSequence sequence, int keyHead, int firstPair, int height)
    {
        (_plan, _slice, Sequence, KeyHead, _firstPair, Height) = (plan, slice, sequence, keyHead, firstPair, height);
        var (first, last) = (Visible(0), Visible(height - 1));
        Base = first.Start / TileSet.PanelWidth * TileSet.PanelWidth;
        Span = (last.End - Base + TileSet.PanelWidth - 1) / TileSet.PanelWidth * TileSet.PanelWidth;
        SeenByAll = (last.Start, Math.Max(last.Start, first.End));
    }

    /// <summary>The keys and values.</summary>
    public CachedSequence Sequence { get; }

    /// <summary>The head of keys and values.</summary>
    public int KeyHead { get; }

    /// <summary>Number of pairs.</summary>
    public int Height { get; }

    /// <summary>The position of the first score: the beginning of a panel.</summary>
    public int Base { get; }

    /// <summary>Number of scores of a pair: whole panels.</summary>
    public int Span { get; }

    /// <summary>The positions that every pair sees; empty where there are none.</summary>
    public (int From, int To) SeenByAll { get; }

    /// <summary>Length of the sequence's prompt.</summary>
    public int Prompt => _slice.Prompt;

    /// <summary>The positions one pair sees.</summary>
    public (int Start, int End) Visible(int pair) => _plan.Visible(_slice, _firstPair + pair);

    /// <summary>Where a pair's query begins in q, and its result in the result.</summary>
    public long Offset(int pair)
    {
        var (row, head) = Math.DivRem(_firstPair + pair, _plan.Group);
        var column = ((KeyHead * _plan.Group) + head) * _plan.Shape.HeadSize;
        return (((long)_slice.FirstRow + row) * _plan.Shape.Heads * _plan.Shape.HeadSize) + column;
    }
}
