using System.Text;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>Texts as Python counts them: in code points, not in UTF-16 units.</summary>
internal static class PythonText
{
    /// <summary>How many code points a text has.</summary>
    internal static long Length(string text) => IsFlat(text) ? text.Length : text.EnumerateRunes().Count();

    /// <summary>The code points, each as a text.</summary>
    internal static IEnumerable<object?> Characters(string text) => text.EnumerateRunes().Select(rune => (object?)rune.ToString());

    /// <summary>The text between two places, with a step.</summary>
    internal static string Slice(string text, SliceRange range)
    {
        if (IsFlat(text)) return string.Concat(range.Places(text.Length).Select(place => text[place]));
        var runes = text.EnumerateRunes().ToArray();
        var output = new StringBuilder();
        foreach (var place in range.Places(runes.Length)) output.Append(runes[place]);
        return output.ToString();
    }

    /// <summary>Python's white space: Unicode's, and the four separators of ASCII.</summary>
    internal static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\u001c' and <= '\u001f';

    /// <summary>Takes white space, or the characters of a text, off the ends.</summary>
    internal static string Strip(string text, object? characters, bool left, bool right)
    {
        var set = characters is null ? null : JinjaValues.Text(characters, "What is stripped");
        bool IsStripped(char c) => set?.Contains(c, StringComparison.Ordinal) ?? IsSpace(c);
        var start = 0;
        while (left && start < text.Length && IsStripped(text[start])) start++;
        var end = text.Length;
        while (right && end > start && IsStripped(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Cuts at a separator, or at white space where it is none; at most so many times unless that is negative.</summary>
    internal static List<object?> Split(string text, object? separator, int most) => separator is null
        ? SplitAtSpace(text, most)
        : SplitAt(text, JinjaValues.Text(separator, "The separator"), most);

    /// <summary>The same from the right.</summary>
    internal static List<object?> SplitFromRight(string text, object? separator, int most)
    {
        var reversed = Split(Reverse(text), separator is null ? null : Reverse(JinjaValues.Text(separator, "The separator")), most);
        reversed.Reverse();
        return [.. reversed.Select(part => (object?)Reverse((string)part!))];
    }

    private static List<object?> SplitAt(string text, string separator, int most)
    {
        if (separator.Length == 0) throw new JinjaException("The separator is empty");
        return [.. most < 0 ? text.Split(separator) : text.Split(separator, most + 1)];
    }

    private static List<object?> SplitAtSpace(string text, int most)
    {
        var parts = new List<object?>();
        for (var rest = Strip(text, null, true, false); rest.Length > 0; rest = Strip(rest, null, true, false))
        {
            var end = 0;
            while (end < rest.Length && !IsSpace(rest[end])) end++;
            if (parts.Count == most) end = rest.Length;
            parts.Add(rest[..end]);
            rest = rest[end..];
        }

        return parts;
    }

    private static string Reverse(string text)
    {
        var units = text.ToCharArray();
        Array.Reverse(units);
        return new string(units);
    }

    /// <summary>Whether every UTF-16 unit is a code point.</summary>
    private static bool IsFlat(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0;
}
