namespace LoraParity.Metrics;

/// <summary>A logit that is no number.</summary>
/// <param name="Position">The row.</param>
/// <param name="Token">The entry.</param>
/// <param name="Value">NaN or an infinity.</param>
/// <param name="InReference">Whether it is the reference's rather than the variant's.</param>
public sealed record NonFiniteLogit(int Position, int Token, float Value, bool InReference);
