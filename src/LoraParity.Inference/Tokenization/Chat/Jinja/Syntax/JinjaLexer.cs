using System.Text.RegularExpressions;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>
/// Cuts a template into tokens, with Jinja's white space rules as transformers sets them: <c>trim_blocks</c> (a line break after a
/// block or comment is dropped) and <c>lstrip_blocks</c> (so is blank space before one that starts its line). <c>-</c> in a tag strips
/// all white space on its side, <c>+</c> keeps it.
/// </summary>
internal sealed class JinjaLexer
{
    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private readonly int[] _lineStarts;
    private int _position;

    /// <summary>Whether what was read last ended with a line break.</summary>
    private bool _atLineStart = true;

    private JinjaLexer(string source)
    {
        _source = source;
        _lineStarts = [0, .. source.Index().Where(entry => entry.Item == '\n').Select(entry => entry.Index + 1)];
    }

    /// <summary>The tokens of a template, the last of kind <see cref="TokenKind.End"/>.</summary>
    internal static List<Token> Read(string template)
    {
        var source = template.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lexer = new JinjaLexer(source.EndsWith('\n') ? source[..^1] : source);
        while (lexer._position < lexer._source.Length) lexer.ReadNext();
        lexer.Add(TokenKind.End, "");
        return lexer._tokens;
    }

    private void ReadNext()
    {
        var tag = FindTag();
        AddText(_source[_position..tag], tag);
        _position = tag;
        if (tag == _source.Length) return;
        var opening = _source.Substring(tag, 2);
        _position += 2;
        var sign = _position < _source.Length && _source[_position] is '-' or '+';
        if (sign) _position++;
        _atLineStart = false;
        if (opening == "{#") SkipComment(tag);
        else if (opening == "{%" && TagPatterns.RawStart().Match(_source, tag) is { Success: true } raw) ReadRaw(raw);
        else ReadTag(tag, opening == "{{" ? TokenKind.OutputStart : TokenKind.BlockStart);
    }

    private int FindTag()
    {
        for (var index = _position; index + 1 < _source.Length; index++)
            if (_source[index] == '{' && _source[index + 1] is ('{' or '%' or '#'))
                return index;
        return _source.Length;
    }

    /// <summary>Adds the text before a tag, stripped as the tag and the block rules ask.</summary>
    private void AddText(string text, int tag)
    {
        var sign = tag + 2 < _source.Length ? _source[tag + 2] : ' ';
        if (tag < _source.Length && sign == '-') text = text.TrimEnd();
        else if (tag < _source.Length && sign != '+' && _source[tag + 1] != '{') text = WithoutIndent(text);
        if (text.Length > 0) Add(TokenKind.Text, text);
    }

    private string WithoutIndent(string text)
    {
        var lineStart = text.LastIndexOf('\n') + 1;
        return (lineStart > 0 || _atLineStart) && string.IsNullOrWhiteSpace(text[lineStart..]) ? text[..lineStart] : text;
    }

    private void SkipComment(int tag)
    {
        var end = _source.IndexOf("#}", _position, StringComparison.Ordinal);
        if (end < 0) throw new JinjaException("A comment is not closed", Place(tag));
        var sign = _source[end - 1];
        _position = end + 2;
        AfterBlock(sign);
    }

    /// <summary>Everything up to <c>{% endraw %}</c> is text.</summary>
    private void ReadRaw(Match start)
    {
        _position = start.Index + start.Length;
        // A line break after the start of a raw block is its text, unlike after other blocks.
        AfterBlock(start.Groups[1].Value == "-" ? '-' : '+');
        var end = TagPatterns.RawEnd().Match(_source, _position);
        if (!end.Success) throw new JinjaException("The block 'raw' is not closed", Place(start.Index));
        var text = _source[_position..end.Index];
        var sign = end.Groups[1].Value.FirstOrDefault();
        if (sign == '-') text = text.TrimEnd();
        else if (sign != '+') text = WithoutIndent(text);
        if (text.Length > 0) Add(TokenKind.Text, text);
        _position = end.Index + end.Length;
        AfterBlock(end.Groups[2].Value.FirstOrDefault());
    }

    private void ReadTag(int tag, TokenKind kind)
    {
        _tokens.Add(new Token(kind, _source.Substring(tag, 2), Place(tag)));
        var close = kind == TokenKind.OutputStart ? "}}" : "%}";
        // A closing brace inside a mapping does not end the tag.
        for (var depth = 0; ;)
        {
            while (_position < _source.Length && char.IsWhiteSpace(_source[_position])) _position++;
            if (_position == _source.Length) throw new JinjaException($"The tag '{_source.Substring(tag, 2)}' is not closed", Place(tag));
            if (depth == 0 && TryReadEnd(close)) return;
            ReadToken();
            depth += _tokens[^1] is { Kind: TokenKind.Operator, Text: var text } ? Depth(text) : 0;
        }
    }

    private static int Depth(string bracket) => bracket is "(" or "[" or "{" ? 1 : bracket is ")" or "]" or "}" ? -1 : 0;

    private bool TryReadEnd(string close)
    {
        var sign = _source[_position] is '-' or '+' ? _source[_position] : '\0';
        var start = _position + (sign == '\0' ? 0 : 1);
        if (string.CompareOrdinal(_source, start, close, 0, 2) != 0 || (sign == '+' && close == "}}")) return false;
        Add(TokenKind.TagEnd, close);
        _position = start + 2;
        if (close == "%}" || sign == '-') AfterBlock(sign);
        return true;
    }

    /// <summary>Passes over the white space that goes with the end of a block or comment, given the sign in its end.</summary>
    private void AfterBlock(char sign)
    {
        var start = _position;
        if (sign == '-')
            while (_position < _source.Length && char.IsWhiteSpace(_source[_position])) _position++;
        else if (sign != '+' && _position < _source.Length && _source[_position] == '\n') _position++;
        _atLineStart = _position > start && _source[_position - 1] == '\n';
    }

    private void ReadToken()
    {
        var match = TagPatterns.Token().Match(_source, _position);
        if (!match.Success) throw new JinjaException($"The character '{_source[_position]}' means nothing here", Place(_position));
        var group = match.Groups.Values.Skip(1).First(candidate => candidate.Success);
        var kind = Enum.Parse<TokenKind>(group.Name);
        Add(kind, kind switch
        {
            TokenKind.String => StringLiteral.Value(match.Value),
            TokenKind.Integer or TokenKind.Float => match.Value.Replace("_", "", StringComparison.Ordinal),
            _ => match.Value,
        });
        _position += match.Length;
    }

    private void Add(TokenKind kind, string text) => _tokens.Add(new Token(kind, text, Place(_position)));

    private JinjaPlace Place(int position)
    {
        var index = Array.BinarySearch(_lineStarts, position);
        var line = index >= 0 ? index : ~index - 1;
        return new JinjaPlace(line + 1, position - _lineStarts[line] + 1);
    }
}
