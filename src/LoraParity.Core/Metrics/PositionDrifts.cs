namespace LoraParity.Metrics;

/// <summary>The two drifts that need no arithmetic.</summary>
internal static class PositionDrifts
{
    /// <summary>Rows with equal bits.</summary>
    public static PositionMetrics Nothing(int? next) => new()
    {
        Cosine = 1,
        Snr = double.PositiveInfinity,
        DeltaNll = next is null ? null : 0,
        SameTop1 = true,
        TopOverlap = 1,
    };

    /// <summary>A row that holds an entry that is no number: nothing can be said but that.</summary>
    public static PositionMetrics Undefined { get; } = new()
    {
        MaxAbs = double.NaN,
        MeanAbs = double.NaN,
        MaxRel = double.NaN,
        MeanRel = double.NaN,
        Rms = double.NaN,
        Cosine = double.NaN,
        Snr = double.NaN,
        Kl = double.NaN,
        DeltaP = double.NaN,
    };
}
