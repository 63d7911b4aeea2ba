using System.Buffers;
using System.Text.RegularExpressions;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>A regular expression of a tokenizer file, with the meaning that Oniguruma gives it.</summary>
internal sealed class RegexPattern : ITextPattern
{
    private readonly PatternAlphabet _alphabet;
    private readonly Regex _regex;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="PatternException">The pattern is malformed or uses what is not known here.</exception>
    internal RegexPattern(string pattern)
    {
        var node = OnigurumaParser.Parse(pattern);
        _alphabet = new PatternAlphabet(PatternWriter.Sets(node).Distinct().ToList());
        _regex = new Regex(PatternWriter.Write(node, _alphabet), RegexOptions.CultureInvariant);
    }

    public void Find(ReadOnlySpan<char> text, List<TextRange> matches)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var letters = buffer.AsSpan(0, _alphabet.Translate(text, buffer));
            FindIn(letters, matches);
            if (letters.Length != text.Length) CodePointScale.ToUtf16(text, matches);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private void FindIn(ReadOnlySpan<char> letters, List<TextRange> matches)
    {
        var end = -1;
        foreach (var match in _regex.EnumerateMatches(letters))
        {
            // Oniguruma's iteration leaves out an empty match that touches the match before it.
            if (match.Length == 0 && match.Index == end) continue;
            end = match.Index + match.Length;
            matches.Add(new TextRange(match.Index, end));
        }
    }
}
