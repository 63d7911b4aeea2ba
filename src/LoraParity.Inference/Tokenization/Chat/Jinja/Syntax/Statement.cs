namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>A part of a template that is rendered.</summary>
internal abstract record Statement(JinjaPlace Place)
{
    /// <summary>Text as it is.</summary>
    internal sealed record Text(string Value, JinjaPlace Place) : Statement(Place);

    /// <summary><c>{{ value }}</c>.</summary>
    internal sealed record Output(Expression Value, JinjaPlace Place) : Statement(Place);

    /// <summary><c>if</c>, <c>elif</c> and <c>else</c>, whose condition is null.</summary>
    internal sealed record If(IReadOnlyList<(Expression? Condition, IReadOnlyList<Statement> Body)> Branches, JinjaPlace Place) : Statement(Place);

    /// <summary>A loop with its filter, and what is rendered where it has no round.</summary>
    internal sealed record For(
        Expression Target, Expression Items, Expression? Filter, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Otherwise, JinjaPlace Place)
        : Statement(Place);

    /// <summary><c>set target = value</c>.</summary>
    internal sealed record Set(Expression Target, Expression Value, JinjaPlace Place) : Statement(Place);

    /// <summary><c>set target</c> … <c>endset</c>: the target gets the text, filtered.</summary>
    internal sealed record SetBlock(Expression Target, Expression.Filter? Filter, IReadOnlyList<Statement> Body, JinjaPlace Place)
        : Statement(Place);

    /// <summary><c>filter name</c> … <c>endfilter</c>.</summary>
    internal sealed record FilterBlock(Expression.Filter Filter, IReadOnlyList<Statement> Body, JinjaPlace Place) : Statement(Place);

    /// <summary>A macro with its parameters and their defaults.</summary>
    internal sealed record Macro(
        string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body, JinjaPlace Place) : Statement(Place);

    /// <summary>Statements that are rendered as if they stood alone; <c>generation</c> marks what the model wrote.</summary>
    internal sealed record Group(IReadOnlyList<Statement> Body, JinjaPlace Place) : Statement(Place);

    /// <summary><c>break</c> or <c>continue</c>.</summary>
    internal sealed record Jump(bool IsBreak, JinjaPlace Place) : Statement(Place);
}
