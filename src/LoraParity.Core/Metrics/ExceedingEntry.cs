namespace LoraParity.Metrics;

/// <summary>One logit that is too far from the reference's.</summary>
/// <param name="Position">The row.</param>
/// <param name="Token">The entry.</param>
/// <param name="Reference">The reference's logit.</param>
/// <param name="Variant">The variant's logit.</param>
internal sealed record ExceedingEntry(int Position, int Token, float Reference, float Variant);
