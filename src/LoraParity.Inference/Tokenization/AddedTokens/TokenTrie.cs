using System.Buffers;

namespace LoraParity.Inference.Tokenization.AddedTokens;

/// <summary>Finds tokens in a text: the leftmost match, and of those that start there the longest.</summary>
internal sealed class TokenTrie
{
    private readonly Node _root = new();
    private readonly SearchValues<char> _firstCharacters;

    internal TokenTrie(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        foreach (var (text, id) in tokens) Add(text, id);
        _firstCharacters = SearchValues.Create([.. _root.Children.Keys]);
    }

    /// <summary>The first match at or after <paramref name="from"/>, or null.</summary>
    internal (int Start, int End, int Id)? Next(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            var offset = text[from..].IndexOfAny(_firstCharacters);
            if (offset < 0) return null;
            from += offset;
            if (Longest(text[from..]) is var (length, id)) return (from, from + length, id);
            from++;
        }

        return null;
    }

    private (int Length, int Id)? Longest(ReadOnlySpan<char> text)
    {
        (int, int)? best = null;
        var node = _root;
        for (var length = 1; length <= text.Length && node.Children.TryGetValue(text[length - 1], out node!); length++)
            if (node.Id is { } id)
                best = (length, id);
        return best;
    }

    private void Add(string text, int id)
    {
        if (text.Length == 0) return;
        var node = _root;
        foreach (var c in text)
        {
            if (!node.Children.TryGetValue(c, out var child)) node.Children[c] = child = new Node();
            node = child;
        }

        node.Id = id;
    }

    private sealed class Node
    {
        internal Dictionary<char, Node> Children { get; } = [];

        internal int? Id { get; set; }
    }
}
