using System.Globalization;
using System.Text;

namespace LoraParity.Reporting.Text;

/// <summary>
/// Makes text from outside safe to look at: names and model output may hold characters that move a terminal's cursor or turn
/// the direction of what stands around them. They are shown as <c>\u202e</c>.
/// </summary>
public static class PrintableText
{
    /// <summary>The text with control characters shown; line breaks and tabs stay.</summary>
    public static string Of(string text) => text.Any(character => MustShow(character) || char.IsSurrogate(character)) ? Show(text) : text;

    private static string Show(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (MustShow(text[i]) || IsHalf(text, i))
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else
                builder.Append(text[i]);
        }

        return builder.ToString();
    }

    // Half a character, which no file format can hold.
    private static bool IsHalf(string text, int i) =>
        char.IsSurrogate(text[i])
        && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
        && !(i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));

    private static bool MustShow(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
