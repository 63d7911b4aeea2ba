using System.Globalization;
using System.Text.RegularExpressions;

namespace LoraParity.Specs.Yaml;

/// <summary>A single value. Its kind follows YAML 1.2's core schema, so that <c>off</c> and <c>no</c> are text.</summary>
internal sealed partial class ScalarNode(int line, int column, string text, bool plain) : SpecNode(line, column)
{
    private const int ShownLength = 60;

    private static readonly HashSet<string> Nulls = ["", "~", "null", "Null", "NULL"];
    private static readonly HashSet<string> Booleans = ["true", "True", "TRUE", "false", "False", "FALSE"];
    private static readonly HashSet<string> NotFinite =
        [".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", "+.inf", "+.Inf", "+.INF", ".nan", ".NaN", ".NAN"];

    public string Text { get; } = text;

    public ScalarKind Kind { get; } = plain ? KindOf(text) : ScalarKind.Text;

    /// <summary>The value of a finite number.</summary>
    public bool TryGetNumber(out double number)
    {
        number = 0;
        return Kind == ScalarKind.Number && TryParse(Text, out number) && double.IsFinite(number);
    }

    public override string Describe() => Kind switch
    {
        ScalarKind.Null => "empty",
        ScalarKind.Number => $"the number {Text}",
        ScalarKind.Boolean => $"the truth value {Text}",
        _ => KindOf(Text) is ScalarKind.Number or ScalarKind.Boolean ? $"the text '{Text}'" : $"'{Shorten(Text)}'",
    };

    private static string Shorten(string text)
    {
        var line = string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '\uFFFD' : c));
        return line.Length <= ShownLength ? line : string.Concat(line.AsSpan(0, ShownLength), "…");
    }

    private static ScalarKind KindOf(string text)
    {
        if (Nulls.Contains(text))
            return ScalarKind.Null;
        if (Booleans.Contains(text))
            return ScalarKind.Boolean;
        return NotFinite.Contains(text) || TryParse(text, out _) ? ScalarKind.Number : ScalarKind.Text;
    }

    // Narrower than double.Parse, which also reads 'Infinity' and surrounding blanks.
    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    private static bool TryParse(string text, out double number)
    {
        number = 0;
        return Decimal().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
