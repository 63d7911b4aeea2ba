using System.Text.RegularExpressions;
using LoraParity.Inference.Tokenization.Chat.Jinja.Members;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Filters;

/// <summary>Filters that make texts.</summary>
internal static partial class TextFilters
{
    internal static object Upper(CallArguments arguments) => One(arguments).ToUpperInvariant();

    internal static object Lower(CallArguments arguments) => One(arguments).ToLowerInvariant();

    internal static object Capitalize(CallArguments arguments) => TextMethods.Capitalize(One(arguments));

    /// <summary>Every word that follows a space, hyphen or opening bracket starts in upper case.</summary>
    internal static object Title(CallArguments arguments) =>
        WordStart().Replace(One(arguments).ToLowerInvariant(), match => match.Value.ToUpperInvariant());

    internal static object Escape(CallArguments arguments) => One(arguments)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    internal static object Trim(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("chars", null));
        return PythonText.Strip(PythonFormat.ToText(values[0]), values[1], true, true);
    }

    internal static object Replace(CallArguments arguments)
    {
        var values = arguments.Bind(("s", CallArguments.Required), ("old", CallArguments.Required), ("new", CallArguments.Required), ("count", null));
        var most = values[3] is null ? -1 : JinjaValues.Integer(values[3], "'count'");
        return TextMethods.Replace(PythonFormat.ToText(values[0]), PythonFormat.ToText(values[1]), PythonFormat.ToText(values[2]), most);
    }

    /// <summary>Indents every line but the first, and lines that are empty only where asked to.</summary>
    internal static object Indent(CallArguments arguments)
    {
        var values = arguments.Bind(("s", CallArguments.Required), ("width", 4L), ("first", false), ("blank", false));
        var indent = values[1] is string text ? text : new string(' ', Math.Max(JinjaValues.Integer(values[1], "'width'"), 0));
        var blank = JinjaValues.IsTrue(values[3]);
        var lines = PythonFormat.ToText(values[0]).ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
            if (index == 0 ? JinjaValues.IsTrue(values[2]) : blank || lines[index].Length > 0)
                lines[index] = indent + lines[index];
        return string.Join('\n', lines);
    }

    private static string One(CallArguments arguments) => PythonFormat.ToText(arguments.Bind(("value", CallArguments.Required))[0]);

    [GeneratedRegex(@"(?<=^|[-\s({\[<])[^-\s({\[<]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
