namespace LoraParity.Metrics;

/// <summary>The drift of one variant from the reference on one prompt, over all positions of the sequence.</summary>
public sealed record CaseMetrics
{
    /// <summary>Position by position.</summary>
    public required IReadOnlyList<PositionMetrics> Positions { get; init; }

    /// <summary>Each position's largest |a − b|.</summary>
    public required Distribution MaxAbs { get; init; }

    /// <summary>Each position's mean |a − b|.</summary>
    public required Distribution MeanAbs { get; init; }

    /// <summary>Each position's largest |a − b| / |b|.</summary>
    public required Distribution MaxRel { get; init; }

    /// <summary>Each position's mean |a − b| / |b|.</summary>
    public required Distribution MeanRel { get; init; }

    /// <summary>Cosine of the centred rows; the worst is <see cref="Distribution.Min"/>.</summary>
    public required Distribution Cosine { get; init; }

    /// <summary>Signal to noise of the centred rows in decibels; the worst is <see cref="Distribution.Min"/>.</summary>
    public required Distribution Snr { get; init; }

    /// <summary>KL(reference ‖ variant) in nats.</summary>
    public required Distribution Kl { get; init; }

    /// <summary>Change of the probability of the reference's token.</summary>
    public required Distribution DeltaP { get; init; }

    /// <summary>Root mean square of the change of the probability of the reference's token.</summary>
    public required double DeltaPRms { get; init; }

    /// <summary>Share of positions with the reference's argmax, 0 to 1.</summary>
    public required double Top1 { get; init; }

    /// <summary>Mean share of the reference's five largest entries that are among the variant's five largest.</summary>
    public required double TopOverlap { get; init; }

    /// <summary>
    /// Variant's minus reference's log-perplexity: the mean of −ln p of the sequence's next token; null where the sequence has
    /// none (one token, or a classifier).
    /// </summary>
    public required double? LogPerplexityDifference { get; init; }

    /// <summary>Root mean square of the centred difference over all positions and entries: the statistic noise floors are made of.</summary>
    public required double Rms { get; init; }

    /// <summary>The position with the largest |a − b|.</summary>
    public required int WorstPosition { get; init; }

    /// <summary>The first decoded token that differs, or null.</summary>
    public Divergence? FirstDivergence { get; init; }

    /// <summary>How many of the decoded tokens differ.</summary>
    public int DivergentTokens { get; init; }

    /// <summary>The first logit of reference or variant that is no number, or null. Positions that hold one have NaN metrics.</summary>
    public NonFiniteLogit? NonFinite { get; init; }
}
