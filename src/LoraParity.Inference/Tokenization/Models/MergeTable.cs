namespace LoraParity.Inference.Tokenization.Models;

/// <summary>The merges of a BPE model: which neighbours become which token, and which first.</summary>
internal sealed class MergeTable(int capacity)
{
    private readonly Dictionary<ulong, Merge> _merges = new(capacity);

    /// <summary>Sets a merge; of two for the same pair the later one holds.</summary>
    internal void Set(int left, int right, Merge merge) => _merges[Key(left, right)] = merge;

    /// <summary>The merge of two neighbours, if there is one.</summary>
    internal bool TryGet(int left, int right, out Merge merge) => _merges.TryGetValue(Key(left, right), out merge);

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;
}

/// <summary>A merge: its place in the list, and the token it makes.</summary>
internal readonly record struct Merge(int Rank, int Id);
