namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>The tokens of a template and the place reached in them.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _index;

    internal Token Current => tokens[_index];

    internal Token Peek => tokens[Math.Min(_index + 1, tokens.Count - 1)];

    internal Token Next() => _index + 1 < tokens.Count ? tokens[_index++] : tokens[_index];

    internal bool IsOperator(string text) => Current.Is(TokenKind.Operator, text);

    internal bool IsName(string text) => Current.Is(TokenKind.Name, text);

    internal bool AcceptOperator(string text) => Accept(TokenKind.Operator, text);

    internal bool AcceptName(string text) => Accept(TokenKind.Name, text);

    internal void ExpectOperator(string text)
    {
        if (!AcceptOperator(text)) throw Unexpected($"'{text}'");
    }

    internal void ExpectName(string text)
    {
        if (!AcceptName(text)) throw Unexpected($"'{text}'");
    }

    internal void ExpectTagEnd()
    {
        if (Current.Kind != TokenKind.TagEnd) throw Unexpected("the end of the tag");
        Next();
    }

    /// <summary>The text of the name that must come now.</summary>
    internal string Name() => Current.Kind == TokenKind.Name ? Next().Text : throw Unexpected("a name");

    /// <summary>The error that the current token is not what is needed.</summary>
    internal JinjaException Unexpected(string expected) => new($"Expected {expected}, but found {Current.Shown}", Current.Place);

    private bool Accept(TokenKind kind, string text)
    {
        if (!Current.Is(kind, text)) return false;
        Next();
        return true;
    }
}
