using System.Collections.Concurrent;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Remembers the ids of words, up to a bound.</summary>
internal sealed class WordCache
{
    private const int MostWords = 65_536;
    private const int LongestWord = 64;

    private readonly ConcurrentDictionary<string, int[]> _words = new();
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _count;

    internal WordCache() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    internal bool TryGet(ReadOnlySpan<char> word, out int[] ids)
    {
        if (word.Length <= LongestWord) return _lookup.TryGetValue(word, out ids!);
        ids = [];
        return false;
    }

    internal void Add(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length > LongestWord || Volatile.Read(ref _count) >= MostWords) return;
        if (_words.TryAdd(word.ToString(), [.. ids])) Interlocked.Increment(ref _count);
    }
}
