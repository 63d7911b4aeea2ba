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
    public static string Of(string text) => text.Any(MustShow) ? Show(text) : text;

    private static string Show(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var character in text)
            _ = MustShow(character) ? builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : builder.Append(character);
        return builder.ToString();
    }

    private static bool MustShow(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
