namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>The arguments of a call as written.</summary>
internal sealed record CallSyntax(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    internal static CallSyntax None { get; } = new([], []);
}
