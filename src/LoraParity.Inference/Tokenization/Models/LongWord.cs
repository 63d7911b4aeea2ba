using System.Runtime.InteropServices;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>A long word as a linked list, with a queue of the merges that can be made.</summary>
internal sealed class LongWord
{
    private readonly List<int> _symbols;
    private readonly MergeTable _merges;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly PriorityQueue<int, long> _queue = new();

    internal LongWord(List<int> symbols, MergeTable merges)
    {
        _symbols = symbols;
        _merges = merges;
        _next = [.. Enumerable.Range(1, symbols.Count)];
        _previous = [.. Enumerable.Range(-1, symbols.Count)];
        _queue.EnsureCapacity(symbols.Count);
        for (var place = 0; place + 1 < symbols.Count; place++) Enqueue(place);
    }

    /// <summary>Merges the symbols in place.</summary>
    internal void Merge()
    {
        while (_queue.TryDequeue(out var place, out var priority))
            if (TryGetMerge(place, out var merge) && Priority(merge, place) == priority)
                Merge(place, merge.Id);
        Compact();
    }

    private void Merge(int place, int id)
    {
        var right = _next[place];
        _symbols[place] = id;
        _symbols[right] = -1;
        _next[place] = _next[right];
        if (_next[place] < _symbols.Count) _previous[_next[place]] = place;
        if (_previous[place] >= 0) Enqueue(_previous[place]);
        Enqueue(place);
    }

    private void Enqueue(int place)
    {
        if (TryGetMerge(place, out var merge)) _queue.Enqueue(place, Priority(merge, place));
    }

    private bool TryGetMerge(int place, out Merge merge)
    {
        merge = default;
        return _symbols[place] >= 0 && _next[place] < _symbols.Count
            && _merges.TryGet(_symbols[place], _symbols[_next[place]], out merge);
    }

    /// <summary>Lower ranks first, and of equal ranks the leftmost.</summary>
    private static long Priority(Merge merge, int place) => (long)merge.Rank << 32 | (uint)place;

    private void Compact()
    {
        var kept = 0;
        foreach (var symbol in CollectionsMarshal.AsSpan(_symbols))
            if (symbol >= 0)
                _symbols[kept++] = symbol;
        CollectionsMarshal.SetCount(_symbols, kept);
    }
}
