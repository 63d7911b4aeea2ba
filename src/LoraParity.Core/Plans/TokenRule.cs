namespace LoraParity.Plans;

/// <summary>How decoded tokens are judged.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Prefix">Number of tokens for <see cref="TokenRuleKind.Prefix"/>.</param>
public sealed record TokenRule(TokenRuleKind Kind, int Prefix = 0);
