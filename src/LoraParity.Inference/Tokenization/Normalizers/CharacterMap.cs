using System.Text;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Rewrites a text code point by code point.</summary>
internal static class CharacterMap
{
    /// <summary>The text with each code point replaced by what <paramref name="map"/> gives for it; -1 drops it.</summary>
    internal static string Apply(string text, Func<int, int> map)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (map(rune.Value) is var mapped and >= 0)
                output.Append(new Rune(mapped));
        return output.ToString();
    }
}
