using System.Buffers;
using System.Globalization;
using System.Text;

namespace LoraParity.Inference.PythonPatterns;

/// <summary>
/// Rewrites a pattern of Python's <c>re</c> for .NET where the two differ: named groups (which Python numbers in order of
/// appearance, so they become plain groups), <c>\Z</c>, <c>{,n}</c>, <c>[</c> inside classes, escapes.
/// </summary>
internal sealed class PythonPatternTranslator
{
    private const string SharedEscapes = "AbBdDsSwWafnrtvx0123456789";
    private const string GlobalFlags = "imsx";
    private static readonly SearchValues<char> QuantifierCharacters = SearchValues.Create("0123456789,");

    private readonly string _pattern;
    private readonly StringBuilder _result = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _groups;
    private int _position;

    private PythonPatternTranslator(string pattern) => _pattern = pattern;

    /// <summary>The .NET pattern.</summary>
    /// <exception cref="PythonPatternException">Python would refuse the pattern, or it uses what has no equivalent.</exception>
    public static string Translate(string pattern) => new PythonPatternTranslator(pattern).Run();

    private string Run()
    {
        while (_position < _pattern.Length)
            TranslateNext();
        return _result.ToString();
    }

    private void TranslateNext()
    {
        var c = _pattern[_position];
        if (c == '\\')
            TranslateEscape(inClass: false);
        else if (c == '[')
            TranslateClass();
        else if (c == '(')
            TranslateGroup();
        else if (c == '{')
            TranslateBrace();
        else if (c is '*' or '+' or '?' or '}' && IsPossessive())
            throw Unsupported("a possessive quantifier");
        else
            Copy(1);
    }

    /// <summary>Whether the quantifier that ends here is followed by <c>+</c>; <c>++</c> begins with a quantifier itself.</summary>
    private bool IsPossessive() => _position > 0 && Peek(1) == '+' && (_pattern[_position] != '}' || ClosesQuantifier());

    private bool ClosesQuantifier()
    {
        var open = _pattern.LastIndexOf('{', _position);
        return open >= 0 && IsQuantifier(_pattern.AsSpan(open + 1, _position - open - 1));
    }

    private static bool IsQuantifier(ReadOnlySpan<char> inside) =>
        inside.Length > 0 && !inside.ContainsAnyExcept(QuantifierCharacters) && inside.Count(',') <= 1 && inside is not ",";

    private void TranslateBrace()
    {
        var close = _pattern.IndexOf('}', _position);
        var isOpenRange = close > 0 && Peek(1) == ',' && IsQuantifier(_pattern.AsSpan(_position + 1, close - _position - 1));
        if (isOpenRange)
        {
            _result.Append("{0");
            _position++;
        }
        else
        {
            Copy(1);
        }
    }

    private void TranslateEscape(bool inClass)
    {
        var c = Peek(1);
        if (c == 'Z' && !inClass)
            Replace(2, @"\z");
        else if (c == 'z' && !inClass)
            Copy(2);
        else if (c == 'u')
            Copy(2);
        else if (c == 'U')
            TranslateLongEscape();
        else if (c == '\0')
            throw new PythonPatternException("ends with a backslash");
        else if (char.IsAsciiLetterOrDigit(c) && !SharedEscapes.Contains(c))
            throw new PythonPatternException($"uses the escape '\\{c}', which Python does not know");
        else
            Copy(2);
    }

    private void TranslateLongEscape()
    {
        var digits = _pattern.AsSpan(_position + 2)[..Math.Min(8, _pattern.Length - _position - 2)];
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || digits.Length < 8 || code is < 0 or > 0xFFFF)
            throw Unsupported(@"a '\U' escape beyond the basic plane");
        Replace(10, $@"\u{code:X4}");
    }

    private void TranslateClass()
    {
        Copy(1);
        if (Peek(0) == '^')
            Copy(1);
        if (Peek(0) == ']')
            Replace(1, @"\]");
        while (Peek(0) != ']')
        {
            if (_position >= _pattern.Length)
                throw new PythonPatternException("has a '[' that is never closed");
            if (Peek(0) == '\\')
                TranslateEscape(inClass: true);
            else if (Peek(0) == '[')
                Replace(1, @"\[");
            else
                Copy(1);
        }

        Copy(1);
    }

    private void TranslateGroup()
    {
        if (Peek(1) != '?')
        {
            _groups++;
            Copy(1);
        }
        else if (Peek(2) == 'P')
        {
            TranslateNamed();
        }
        else if (Peek(2) == '(')
        {
            TranslateConditional();
        }
        else if (Peek(2) == '#')
        {
            Replace(Between(3, ')').Length + 4, "");
        }
        else if (Peek(2) == '<' ? Peek(3) is '=' or '!' : Peek(2) is ':' or '=' or '!' or '>')
        {
            Copy(3);
        }
        else
        {
            TranslateFlags();
        }
    }

    private void TranslateNamed()
    {
        if (Peek(3) == '<')
        {
            var name = Between(4, '>');
            _names[name] = ++_groups;
            Replace(name.Length + 5, "(");
        }
        else if (Peek(3) == '=')
        {
            var name = Between(4, ')');
            Replace(name.Length + 5, $@"\k<{NumberOf(name)}>");
        }
        else
        {
            throw new PythonPatternException("has an unknown '(?P' group");
        }
    }

    private void TranslateConditional()
    {
        var name = Between(3, ')');
        Replace(name.Length + 4, $"(?({NumberOf(name)})");
    }

    private int NumberOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : _names.TryGetValue(name, out number) ? number
        : throw new PythonPatternException($"refers to the unknown group '{name}'");

    private void TranslateFlags()
    {
        var end = _pattern.AsSpan(_position).IndexOfAny(':', ')');
        var flags = end < 0 ? "" : _pattern.Substring(_position + 2, end - 2);
        var isGlobal = end > 0 && _pattern[_position + end] == ')';
        if (flags.Length == 0 || flags.Any(flag => !(GlobalFlags + "u-").Contains(flag)))
            throw Unsupported($"the group '(?{flags}'");
        if (isGlobal && _position > 0)
            throw new PythonPatternException($"has the flags '(?{flags})' elsewhere than at its start");
        flags = flags.Replace("u", "", StringComparison.Ordinal);
        Replace(end + 1, flags.Length > 0 ? $"(?{flags}{(isGlobal ? ')' : ':')}" : isGlobal ? "" : "(?:");
    }

    private string Between(int start, char end)
    {
        var close = _position + start < _pattern.Length ? _pattern.IndexOf(end, _position + start) : -1;
        return close < 0 ? throw new PythonPatternException("has a group that is never closed") : _pattern[(_position + start)..close];
    }

    private char Peek(int offset) => _position + offset < _pattern.Length ? _pattern[_position + offset] : '\0';

    private void Copy(int count) => Replace(count, _pattern.Substring(_position, Math.Min(count, _pattern.Length - _position)));

    private void Replace(int count, string text)
    {
        _result.Append(text);
        _position += count;
    }

    private static PythonPatternException Unsupported(string what) => new($"uses {what}, which is not supported");
}
