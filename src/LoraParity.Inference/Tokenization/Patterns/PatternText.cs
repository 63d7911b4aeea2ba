using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>The text of a pattern and the place reached in it.</summary>
internal sealed partial class PatternText(string pattern)
{
    private int _position;

    internal bool AtEnd => _position == pattern.Length;

    /// <summary>The next UTF-16 unit, or NUL at the end.</summary>
    internal char Peek => AtEnd ? '\0' : pattern[_position];

    internal char Previous => pattern[_position - 1];

    internal Rune Next()
    {
        if (AtEnd) throw Error("nothing where more is expected");
        var rune = Rune.GetRuneAt(pattern, _position);
        _position += rune.Utf16SequenceLength;
        return rune;
    }

    internal bool Accept(string expected)
    {
        if (!pattern.AsSpan(_position).StartsWith(expected, StringComparison.Ordinal)) return false;
        _position += expected.Length;
        return true;
    }

    internal void Expect(char expected)
    {
        if (AtEnd || Peek != expected) throw Error($"no '{expected}' where one is expected");
        _position++;
    }

    /// <summary>An interval <c>{n}</c>, <c>{n,}</c>, <c>{,m}</c> or <c>{n,m}</c>, if one stands here; else a brace is a literal.</summary>
    internal (int Least, int Most)? AcceptInterval()
    {
        var match = Interval().Match(pattern, _position);
        if (!match.Success) return null;
        _position += match.Length;
        var least = match.Groups[1].Length == 0 ? 0 : Number(match.Groups[1].Value);
        if (match.Groups[2].Length == 0) return (least, least);
        return (least, match.Groups[3].Length == 0 ? -1 : Number(match.Groups[3].Value));
    }

    /// <summary>The text up to <paramref name="end"/>, which is passed over.</summary>
    internal string Until(char end)
    {
        var length = pattern.AsSpan(_position).IndexOf(end);
        if (length < 0) throw Error($"no '{end}' where one is expected");
        _position += length + 1;
        return pattern.Substring(_position - length - 1, length);
    }

    /// <summary>A number of at most <paramref name="most"/> hexadecimal digits.</summary>
    internal int Hex(int most)
    {
        var length = 0;
        while (length < most && _position + length < pattern.Length && char.IsAsciiHexDigit(pattern[_position + length])) length++;
        if (length == 0) throw Error("no hexadecimal digit where one is expected");
        _position += length;
        return int.Parse(pattern.AsSpan(_position - length, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    internal void StepBack(int units) => _position -= units;

    internal PatternException Error(string what) =>
        new($"The pattern '{pattern}' has {what} at character {_position}");

    private int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000
        ? number
        : throw Error($"the repetition '{digits}', which is too large,");

    [GeneratedRegex(@"\G\{(?=,?[0-9])([0-9]*)(?:(,)([0-9]*))?\}")]
    private static partial Regex Interval();
}
