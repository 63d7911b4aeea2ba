using System.Numerics;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>
/// The merges of a BPE model: which neighbours become which token, and which first. A hash table of its own, because .NET hashes a
/// 64-bit key to the exclusive or of its halves, and pairs of neighbouring ids then collide by the thousand.
/// </summary>
internal sealed class MergeTable
{
    private const ulong Multiplier = 0x9e3779b97f4a7c15;

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">At most this many merges are set.</param>
    internal MergeTable(int capacity)
    {
        var bits = BitOperations.Log2((uint)Math.Max(capacity, 8)) + 2;
        _slots = new Slot[1 << bits];
        _shift = 64 - bits;
    }

    /// <summary>Sets a merge; of two for the same pair the later one holds.</summary>
    internal void Set(int left, int right, Merge merge)
    {
        var key = Key(left, right);
        _slots[Find(key)] = new Slot(key, merge);
    }

    /// <summary>The merge of two neighbours, if there is one.</summary>
    internal bool TryGet(int left, int right, out Merge merge)
    {
        var slot = _slots[Find(Key(left, right))];
        merge = slot.Merge;
        return slot.Key != 0;
    }

    /// <summary>The slot that holds a key, or the free one where it belongs.</summary>
    private int Find(ulong key)
    {
        var index = (int)(key * Multiplier >> _shift);
        while (_slots[index].Key != 0 && _slots[index].Key != key) index = (index + 1) & (_slots.Length - 1);
        return index;
    }

    /// <summary>Ids are not negative, so that with 1 added no key is 0, which marks a free slot.</summary>
    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32 | (uint)right) + 1;

    private readonly record struct Slot(ulong Key, Merge Merge);
}
