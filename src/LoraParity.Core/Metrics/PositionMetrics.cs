namespace LoraParity.Metrics;

/// <summary>The drift of one row of logits a from the reference's row b at the same position.</summary>
public readonly record struct PositionMetrics
{
    /// <summary>Largest |a − b|.</summary>
    public double MaxAbs { get; init; }

    /// <summary>The entry with the largest |a − b|, the lowest where several are equal.</summary>
    public int MaxAbsToken { get; init; }

    /// <summary>Mean |a − b|.</summary>
    public double MeanAbs { get; init; }

    /// <summary>Largest |a − b| / |b|; where b is 0 it counts as 2.22e-16.</summary>
    public double MaxRel { get; init; }

    /// <summary>Mean |a − b| / |b|.</summary>
    public double MeanRel { get; init; }

    /// <summary>Root mean square of a − b after the mean of each row is taken off: a shift common to all logits changes no probability.</summary>
    public double Rms { get; init; }

    /// <summary>Cosine of the angle between the centred rows, 1 where they are equal.</summary>
    public double Cosine { get; init; }

    /// <summary>Signal to noise in decibels: 10·log10(Σ b² / Σ (a − b)²) of the centred rows; infinite where they are equal.</summary>
    public double Snr { get; init; }

    /// <summary>KL(reference ‖ variant) in nats, never negative.</summary>
    public double Kl { get; init; }

    /// <summary>
    /// Variant's minus reference's probability of the reference's token: the sequence's next token,
    /// and after its last token (and for classifiers) the reference's argmax.
    /// </summary>
    public double DeltaP { get; init; }

    /// <summary>Variant's minus reference's −ln p of the sequence's next token; null at the last position and for classifiers.</summary>
    public double? DeltaNll { get; init; }

    /// <summary>Whether both rows have the same argmax.</summary>
    public bool SameTop1 { get; init; }

    /// <summary>Share of the reference's five largest entries that are among the variant's five largest, 0 to 1.</summary>
    public double TopOverlap { get; init; }
}
