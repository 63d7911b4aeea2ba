namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>The kinds of token in a template.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of tags.</summary>
    Text,

    /// <summary>The start of <c>{{ … }}</c>.</summary>
    OutputStart,

    /// <summary>The start of <c>{% … %}</c>.</summary>
    BlockStart,

    /// <summary>The end of either.</summary>
    TagEnd,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A string; the token's text is its value.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent.</summary>
    Float,

    /// <summary>An operator or bracket.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}
