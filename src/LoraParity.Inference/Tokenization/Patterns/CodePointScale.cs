using System.Runtime.InteropServices;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Turns places counted in code points into places counted in UTF-16 units.</summary>
internal static class CodePointScale
{
    /// <summary>Rewrites ascending ranges in place in one walk over the text.</summary>
    internal static void ToUtf16(ReadOnlySpan<char> text, List<TextRange> ranges)
    {
        int codePoints = 0, units = 0;
        foreach (ref var range in CollectionsMarshal.AsSpan(ranges))
        {
            var start = Advance(text, range.Start, ref codePoints, ref units);
            range = new TextRange(start, Advance(text, range.End, ref codePoints, ref units));
        }
    }

    private static int Advance(ReadOnlySpan<char> text, int target, ref int codePoints, ref int units)
    {
        for (; codePoints < target; codePoints++)
            units += char.IsHighSurrogate(text[units]) && units + 1 < text.Length ? 2 : 1;
        return units;
    }
}
