using YamlDotNet.Core;

namespace LoraParity.Specs.Yaml;

/// <summary>Sentences for what the YAML parser refuses; the mistakes people make most get one of their own.</summary>
internal static class YamlErrors
{
    public static YamlProblemException Explain(YamlException broken, string text)
    {
        var (line, column) = ((int)broken.Start.Line, (int)broken.Start.Column);
        var message = broken.Message;
        if (message.Contains("tab", StringComparison.Ordinal) && FindTab(text, line) is { } tab)
            return new YamlProblemException(tab.Line, tab.Column, "A tab stands here, but YAML is indented with spaces only; replace the tab by spaces.");
        if (message.Contains("invalid mapping", StringComparison.Ordinal))
            return new YamlProblemException(line, column, "A value without quotes cannot hold ': '; put the value in quotes, or check the indentation.");
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return new YamlProblemException(line, column, $"A value without quotes cannot start with '{CharAt(text, line, column)}'; put the value in quotes.");
        if (message.Contains("quoted scalar, found unexpected end", StringComparison.Ordinal))
            return new YamlProblemException(line, column, "The quote that opens here is never closed; add the closing quote.");
        return new YamlProblemException(line, column, $"This is not valid YAML: {Clean(message)}");
    }

    private static string Clean(string message)
    {
        var text = message.Trim().TrimEnd('.');
        return text.Length == 0 ? "the parser stopped here." : $"{char.ToLowerInvariant(text[0])}{text[1..]}.";
    }

    // The parser may stop at the end of the line before the tab.
    private static (int Line, int Column)? FindTab(string text, int from)
    {
        for (var line = from; line <= from + 1; line++)
        {
            var content = LineAt(text, line);
            var tab = content.IndexOf('\t');
            if (tab >= 0 && content[..tab].Trim(' ').IsEmpty)
                return (line, tab + 1);
        }

        return null;
    }

    private static char CharAt(string text, int line, int column)
    {
        var content = LineAt(text, line);
        return column <= content.Length ? content[column - 1] : ' ';
    }

    private static ReadOnlySpan<char> LineAt(string text, int number)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (--number == 0)
                return line;
        }

        return default;
    }
}
