namespace LoraParity.Traces;

/// <summary>What a trace holds of each position, from least to most. An engine states what it gives, a metric what it needs.</summary>
public enum TraceDetail
{
    /// <summary>Token ids only.</summary>
    Tokens,

    /// <summary>The log-probability of the sequence's own next token.</summary>
    TrueToken,

    /// <summary>The k largest log-probabilities, with the true token's.</summary>
    TopK,

    /// <summary>All logits.</summary>
    FullRows,
}
