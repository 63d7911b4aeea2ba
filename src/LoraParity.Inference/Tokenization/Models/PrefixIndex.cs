namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Finds all tokens that a text starts with: a sorted list, narrowed down character by character.</summary>
internal sealed class PrefixIndex
{
    private readonly string[] _tokens;
    private readonly int[] _ids;
    private readonly Dictionary<char, (int Start, int End)> _byFirst = [];

    internal PrefixIndex(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        var sorted = tokens.Where(token => token.Key.Length > 0).OrderBy(token => token.Key, StringComparer.Ordinal).ToList();
        _tokens = [.. sorted.Select(token => token.Key)];
        _ids = [.. sorted.Select(token => token.Value)];
        for (var index = 0; index < _tokens.Length; index++)
        {
            var first = _tokens[index][0];
            _byFirst[first] = (_byFirst.TryGetValue(first, out var range) ? range.Start : index, index + 1);
        }
    }

    /// <summary>Appends length and id of every token that the text starts with, the shortest first.</summary>
    internal void Find(ReadOnlySpan<char> text, List<(int Length, int Id)> found)
    {
        if (!_byFirst.TryGetValue(text[0], out var range)) return;
        var (start, end) = range;
        for (var length = 1; ; length++)
        {
            // Of tokens with one prefix, the one that is just the prefix comes first.
            if (_tokens[start].Length == length) found.Add((length, _ids[start++]));
            if (length == text.Length || start == end) return;
            start = FirstNotBelow(start, end, length, text[length]);
            end = FirstNotBelow(start, end, length, text[length] + 1);
            if (start == end) return;
        }
    }

    /// <summary>The first token of a range whose character at a place is not below a value.</summary>
    private int FirstNotBelow(int start, int end, int place, int value)
    {
        while (start < end)
        {
            var middle = (start + end) / 2;
            if (_tokens[middle][place] < value) start = middle + 1;
            else end = middle;
        }

        return start;
    }
}
