using System.Text;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>BERT's text cleaning.</summary>
internal sealed class BertNormalizer(BertOptions options) : INormalizer
{
    public string Normalize(string text)
    {
        if (options.CleansText) text = CharacterMap.Apply(text, Clean);
        if (options.SpacesIdeographs) text = SpaceIdeographs(text);
        if (options.StripsAccents) text = StripAccents(text);
        return options.Lowers ? LowercaseNormalizer.Lower(text) : text;
    }

    private static int Clean(int codePoint)
    {
        if (codePoint is '\t' or '\n' or '\r') return ' ';
        if (codePoint is 0 or 0xfffd || IsControl(codePoint)) return -1;
        return codePoint <= char.MaxValue && char.IsWhiteSpace((char)codePoint) ? ' ' : codePoint;
    }

    private static bool IsControl(int codePoint) => UnicodeTables.Controls.Contains(codePoint)
        || codePoint is (>= 0xe000 and <= 0xf8ff) or (>= 0xf0000 and <= 0xffffd) or (>= 0x100000 and <= 0x10fffd);

    private static string SpaceIdeographs(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (IsIdeograph(rune.Value)) output.Append(' ').Append(rune).Append(' ');
            else output.Append(rune);
        return output.ToString();
    }

    private static string StripAccents(string text) => CharacterMap.Apply(
        UnicodeNormalization.Normalize(text, NormalForm.D),
        codePoint => UnicodeTables.NonspacingMarks.Contains(codePoint) ? -1 : codePoint);

    /// <summary>The library's ranges; 2B820-2B91F is left out there.</summary>
    private static bool IsIdeograph(int codePoint) => codePoint
        is (>= 0x4e00 and <= 0x9fff)
        or (>= 0x3400 and <= 0x4dbf)
        or (>= 0x20000 and <= 0x2a6df)
        or (>= 0x2a700 and <= 0x2b73f)
        or (>= 0x2b740 and <= 0x2b81f)
        or (>= 0x2b920 and <= 0x2ceaf)
        or (>= 0xf900 and <= 0xfaff)
        or (>= 0x2f800 and <= 0x2fa1f);
}
