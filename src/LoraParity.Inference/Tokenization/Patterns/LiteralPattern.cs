namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Finds a fixed text.</summary>
internal sealed class LiteralPattern(string literal) : ITextPattern
{
    public void Find(ReadOnlySpan<char> text, List<TextRange> matches)
    {
        for (var from = 0; literal.Length > 0;)
        {
            var found = text[from..].IndexOf(literal, StringComparison.Ordinal);
            if (found < 0) return;
            matches.Add(new TextRange(from + found, from + found + literal.Length));
            from += found + literal.Length;
        }
    }
}
