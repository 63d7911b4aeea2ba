using System.Text;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>What can be done with the matches of a pattern.</summary>
internal static class TextPatternExtensions
{
    /// <summary>The text with every match replaced; group references in the replacement mean nothing.</summary>
    internal static string Replace(this ITextPattern pattern, string text, string replacement)
    {
        var matches = new List<TextRange>();
        pattern.Find(text, matches);
        if (matches.Count == 0) return text;
        var output = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (start, end) in matches)
        {
            output.Append(text, done, start - done).Append(replacement);
            done = end;
        }

        return output.Append(text, done, text.Length - done).ToString();
    }
}
