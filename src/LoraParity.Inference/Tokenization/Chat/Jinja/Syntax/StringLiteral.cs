using System.Globalization;
using System.Text;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>Reads string literals with Python's escapes.</summary>
internal static class StringLiteral
{
    private const string Simple = "n\nr\rt\tb\bf\fv\va\a\\\\'\'\"\"";

    /// <summary>The value of a literal, quotes included; an escape that Python does not know keeps its backslash.</summary>
    internal static string Value(string literal)
    {
        var output = new StringBuilder(literal.Length);
        for (var index = 1; index < literal.Length - 1; index++)
        {
            if (literal[index] != '\\') output.Append(literal[index]);
            else index = Escape(literal, index + 1, output);
        }

        return output.ToString();
    }

    /// <summary>Appends what the escape stands for and returns the place of its last character.</summary>
    private static int Escape(string literal, int index, StringBuilder output)
    {
        var letter = literal[index];
        if (letter == '\n') return index;
        for (var pair = 0; pair < Simple.Length; pair += 2)
        {
            if (Simple[pair] != letter) continue;
            output.Append(Simple[pair + 1]);
            return index;
        }

        var digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && index + digits < literal.Length - 1
            && int.TryParse(literal.AsSpan(index + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint)
            && codePoint is >= 0 and <= 0x10ffff)
        {
            output.Append(codePoint <= char.MaxValue ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint));
            return index + digits;
        }

        output.Append('\\').Append(letter);
        return index;
    }
}
