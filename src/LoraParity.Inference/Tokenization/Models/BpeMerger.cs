using System.Runtime.InteropServices;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Applies merges to a word: always the lowest rank, and of equal ranks the leftmost.</summary>
internal static class BpeMerger
{
    /// <summary>Up to this many symbols, looking at all pairs for each merge beats a queue.</summary>
    private const int ShortWord = 48;

    /// <summary>Merges the symbols in place.</summary>
    internal static void Merge(List<int> symbols, MergeTable merges)
    {
        if (symbols.Count <= ShortWord) MergeByScan(symbols, merges);
        else new QueuedWord(symbols, merges).Merge();
    }

    private static void MergeByScan(List<int> symbols, MergeTable merges)
    {
        Span<Merge> candidates = stackalloc Merge[ShortWord];
        for (var index = 0; index + 1 < symbols.Count; index++) candidates[index] = Candidate(symbols, index, merges);
        while (Best(candidates[..Math.Max(symbols.Count - 1, 0)]) is var best and >= 0)
        {
            symbols[best] = candidates[best].Id;
            symbols.RemoveAt(best + 1);
            candidates[(best + 1)..].CopyTo(candidates[best..]);
            if (best > 0) candidates[best - 1] = Candidate(symbols, best - 1, merges);
            if (best + 1 < symbols.Count) candidates[best] = Candidate(symbols, best, merges);
        }
    }

    private static Merge Candidate(List<int> symbols, int index, MergeTable merges) =>
        merges.TryGet(symbols[index], symbols[index + 1], out var merge) ? merge : new Merge(int.MaxValue, -1);

    private static int Best(ReadOnlySpan<Merge> candidates)
    {
        var best = -1;
        var rank = int.MaxValue;
        for (var index = 0; index < candidates.Length; index++)
            if (candidates[index].Rank < rank)
                (best, rank) = (index, candidates[index].Rank);
        return best;
    }

    /// <summary>A long word as a linked list with a queue of the merges that can be made.</summary>
    private sealed class QueuedWord
    {
        private readonly List<int> _symbols;
        private readonly MergeTable _merges;
        private readonly int[] _next;
        private readonly int[] _previous;
        private readonly PriorityQueue<(int Place, int Id), long> _queue = new();

        internal QueuedWord(List<int> symbols, MergeTable merges)
        {
            _symbols = symbols;
            _merges = merges;
            _next = [.. Enumerable.Range(1, symbols.Count)];
            _previous = [.. Enumerable.Range(-1, symbols.Count)];
            for (var place = 0; place + 1 < symbols.Count; place++) Enqueue(place);
        }

        internal void Merge()
        {
            while (_queue.TryDequeue(out var top, out _))
                if (Holds(top.Place, top.Id))
                    Merge(top.Place, top.Id);
            Compact();
        }

        /// <summary>Whether a queued merge is still what its place offers.</summary>
        private bool Holds(int place, int id) =>
            _symbols[place] >= 0 && _next[place] < _symbols.Count
            && _merges.TryGet(_symbols[place], _symbols[_next[place]], out var merge) && merge.Id == id;

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
            if (_next[place] >= _symbols.Count) return;
            if (_merges.TryGet(_symbols[place], _symbols[_next[place]], out var merge))
                _queue.Enqueue((place, merge.Id), ((long)merge.Rank << 32) | (uint)place);
        }

        private void Compact()
        {
            var kept = 0;
            foreach (var symbol in CollectionsMarshal.AsSpan(_symbols))
                if (symbol >= 0)
                    _symbols[kept++] = symbol;
            CollectionsMarshal.SetCount(_symbols, kept);
        }
    }
}
