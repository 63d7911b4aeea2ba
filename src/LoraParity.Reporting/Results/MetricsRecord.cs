using LoraParity.Metrics;

namespace LoraParity.Reporting.Results;

/// <summary>The drift of one variant from the reference on one prompt.</summary>
public sealed record MetricsRecord
{
    /// <summary>Each position's largest |a − b|.</summary>
    public required Distribution MaxAbs { get; init; }

    /// <summary>Each position's mean |a − b|.</summary>
    public required Distribution MeanAbs { get; init; }

    /// <summary>Each position's largest |a − b| / |b|.</summary>
    public required Distribution MaxRel { get; init; }

    /// <summary>Each position's mean |a − b| / |b|.</summary>
    public required Distribution MeanRel { get; init; }

    /// <summary>Cosine of the centred rows.</summary>
    public required Distribution Cosine { get; init; }

    /// <summary>Signal to noise of the centred rows in decibels.</summary>
    public required Distribution Snr { get; init; }

    /// <summary>KL(reference ‖ variant) in nats.</summary>
    public required Distribution Kl { get; init; }

    /// <summary>Change of the probability of the reference's token.</summary>
    public required Distribution DeltaP { get; init; }

    /// <summary>Its root mean square.</summary>
    public required double DeltaPRms { get; init; }

    /// <summary>Share of positions with the reference's argmax.</summary>
    public required double Top1 { get; init; }

    /// <summary>Mean share of the reference's five largest entries that are among the variant's.</summary>
    public required double TopOverlap { get; init; }

    /// <summary>Variant's minus reference's log-perplexity; null where the sequence has no next token.</summary>
    public required double? LogPerplexityDifference { get; init; }

    /// <summary>Root mean square of the centred difference over all positions and entries.</summary>
    public required double Rms { get; init; }

    /// <summary>The position with the largest |a − b|.</summary>
    public required int WorstPosition { get; init; }

    /// <summary>The largest |a − b| at each position.</summary>
    public required IReadOnlyList<double> PositionMaxAbs { get; init; }

    /// <summary>The KL divergence at each position.</summary>
    public required IReadOnlyList<double> PositionKl { get; init; }

    /// <summary>The first decoded token that differs, or null.</summary>
    public Divergence? FirstDivergence { get; init; }

    /// <summary>How many decoded tokens differ.</summary>
    public required int DivergentTokens { get; init; }

    /// <summary>The first logit that is no number, or null.</summary>
    public NonFiniteLogit? NonFinite { get; init; }
}
