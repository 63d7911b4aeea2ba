using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>The first token in which a variant differs from the reference.</summary>
public sealed record Divergence
{
    /// <summary>Which decoded token it is, counted from 0.</summary>
    public required int Step { get; init; }

    /// <summary>The row of logits that chooses it.</summary>
    public required int Position { get; init; }

    /// <summary>The reference's token.</summary>
    public required int ReferenceToken { get; init; }

    /// <summary>The variant's token; −1 where a variant that decodes by itself stopped before this step.</summary>
    public required int VariantToken { get; init; }

    /// <summary>By how much the reference prefers its own token to the variant's: the gap of the two logits in the reference, at least 0.</summary>
    public required double Margin { get; init; }

    /// <summary>By how much the variant prefers its own token to the reference's: the gap of the two logits in the variant.</summary>
    public required double VariantMargin { get; init; }

    /// <summary>The reference's largest logits there, five at most.</summary>
    public required IReadOnlyList<TokenLogit> ReferenceTop { get; init; }

    /// <summary>The variant's largest logits there, five at most.</summary>
    public required IReadOnlyList<TokenLogit> VariantTop { get; init; }
}
