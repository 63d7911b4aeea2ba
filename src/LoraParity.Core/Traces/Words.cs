using System.Globalization;
using System.Text;
using LoraParity.Engines;

namespace LoraParity.Traces;

/// <summary>Tokens as messages show them.</summary>
internal static class Words
{
    private const int Longest = 24;

    /// <summary>The token's text in quotes, what cannot be printed escaped; without a tokenizer its id.</summary>
    public static string Of(RunLayout layout, int token) =>
        token < 0 ? "nothing"
        : layout.Output == OutputKind.Labels ? $"label {token.ToString(CultureInfo.InvariantCulture)}"
        : layout.Decode is { } decode ? Quote(decode([token]))
        : $"token {token.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Text in quotes on one line.</summary>
    public static string Quote(string text, int longest = Longest)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > longest)
                return quoted.Append("…\"").ToString();
            quoted.Append(Escape(rune));
        }

        return quoted.Append('"').ToString();
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when Rune.IsControl(rune) || IsInvisible(rune) => $"\\u{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}",
        _ => rune.ToString(),
    };

    // Marks that reorder or hide text have no place in a message.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
}
