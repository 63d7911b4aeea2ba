using YamlDotNet.Core;

namespace LoraParity.Specs.Yaml;

/// <summary>Sentences for what the YAML parser refuses.</summary>
internal static class YamlErrors
{
    public static string Sentence(YamlException broken, string text) =>
        HasTabAt(text, broken.Start)
            ? "A tab stands here, but YAML is indented with spaces only; replace the tab by spaces."
            : $"This is not valid YAML: {Clean(broken.Message)}";

    private static string Clean(string message)
    {
        var text = message.Trim().TrimEnd('.');
        return $"{char.ToLowerInvariant(text[0])}{text[1..]}.";
    }

    private static bool HasTabAt(string text, in Mark mark)
    {
        var line = LineAt(text, (int)mark.Line);
        var indent = line[..(line.Length - line.TrimStart(" \t").Length)];
        return indent.Contains('\t');
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
