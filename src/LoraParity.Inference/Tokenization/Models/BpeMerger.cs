namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Applies merges to a word: always the lowest rank, and of equal ranks the leftmost.</summary>
internal static class BpeMerger
{
    /// <summary>Up to this many symbols, looking at all pairs for each merge beats keeping them in order.</summary>
    private const int ShortWord = 48;

    /// <summary>Merges the symbols in place.</summary>
    internal static void Merge(List<int> symbols, MergeTable merges)
    {
        if (symbols.Count <= ShortWord) MergeByScan(symbols, merges);
        else new LongWord(symbols, merges).Merge();
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
}
