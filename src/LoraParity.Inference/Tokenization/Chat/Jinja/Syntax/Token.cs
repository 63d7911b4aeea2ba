namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>A token of a template.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, JinjaPlace Place)
{
    internal bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>How errors call the token.</summary>
    internal string Shown => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.TagEnd => "the end of the tag",
        _ => $"'{Text}'",
    };
}
