namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>An expression of a template.</summary>
internal abstract record Expression(JinjaPlace Place)
{
    /// <summary>A constant.</summary>
    internal sealed record Literal(object? Value, JinjaPlace Place) : Expression(Place);

    /// <summary>A variable.</summary>
    internal sealed record Name(string Text, JinjaPlace Place) : Expression(Place);

    /// <summary>A list, or a tuple.</summary>
    internal sealed record Items(IReadOnlyList<Expression> Values, bool IsTuple, JinjaPlace Place) : Expression(Place);

    /// <summary>A mapping.</summary>
    internal sealed record Mapping(IReadOnlyList<(Expression Key, Expression Value)> Entries, JinjaPlace Place) : Expression(Place);

    /// <summary><c>target.name</c>.</summary>
    internal sealed record Attribute(Expression Target, string Member, JinjaPlace Place) : Expression(Place);

    /// <summary><c>target[index]</c>.</summary>
    internal sealed record Subscript(Expression Target, Expression Index, JinjaPlace Place) : Expression(Place);

    /// <summary><c>target[start:stop:step]</c>.</summary>
    internal sealed record Slice(Expression Target, Expression? Start, Expression? Stop, Expression? Step, JinjaPlace Place) : Expression(Place);

    /// <summary><c>target(arguments)</c>.</summary>
    internal sealed record Call(Expression Target, CallSyntax Arguments, JinjaPlace Place) : Expression(Place);

    /// <summary><c>input | name(arguments)</c>; in a filter block the input is null.</summary>
    internal sealed record Filter(Expression? Input, string Member, CallSyntax Arguments, JinjaPlace Place) : Expression(Place);

    /// <summary><c>input is name(arguments)</c>.</summary>
    internal sealed record Test(Expression Input, string Member, CallSyntax Arguments, JinjaPlace Place) : Expression(Place);

    /// <summary><c>not operand</c>.</summary>
    internal sealed record Not(Expression Operand, JinjaPlace Place) : Expression(Place);

    /// <summary><c>-operand</c> or <c>+operand</c>.</summary>
    internal sealed record Sign(bool IsMinus, Expression Operand, JinjaPlace Place) : Expression(Place);

    /// <summary><c>left and right</c>, <c>left or right</c>: the value of the side that decides.</summary>
    internal sealed record Logical(bool IsAnd, Expression Left, Expression Right, JinjaPlace Place) : Expression(Place);

    /// <summary>Arithmetic, or <c>~</c>.</summary>
    internal sealed record Binary(string Operator, Expression Left, Expression Right, JinjaPlace Place) : Expression(Place);

    /// <summary>A chain of comparisons, each of which must hold.</summary>
    internal sealed record Comparison(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest, JinjaPlace Place) : Expression(Place);

    /// <summary><c>then if condition else otherwise</c>.</summary>
    internal sealed record Conditional(Expression Condition, Expression Then, Expression? Otherwise, JinjaPlace Place) : Expression(Place);
}
