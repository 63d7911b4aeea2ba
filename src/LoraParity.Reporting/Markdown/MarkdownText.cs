using System.Net;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Markdown;

/// <summary>Text from outside inside Markdown, where it can neither end what it stands in nor mention anybody.</summary>
internal static class MarkdownText
{
    /// <summary>One line as code, also inside a table.</summary>
    public static string Code(string text)
    {
        var line = PrintableText.Of(text).ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(line) + 1);
        var padding = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return $"{fence}{padding}{line}{padding}{fence}";
    }

    /// <summary>Several lines as code.</summary>
    public static string Block(string text)
    {
        var printable = PrintableText.Of(text);
        var fence = new string('`', Math.Max(3, LongestRun(printable) + 1));
        return $"{fence}text\n{printable}\n{fence}";
    }

    /// <summary>Text inside an HTML element.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(PrintableText.Of(text).ReplaceLineEndings(" "));

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
