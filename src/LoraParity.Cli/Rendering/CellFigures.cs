using LoraParity.Judgement;

namespace LoraParity.Cli.Rendering;

/// <summary>The figures of one row of the results: one case, or the worst of several of one variant.</summary>
internal sealed record CellFigures
{
    public double? MaxAbs { get; init; }

    public double? KlMean { get; init; }

    public double? TimesFloor { get; init; }

    public double? MergeLoss { get; init; }

    public double? ComputeNoise { get; init; }

    public double? Top1 { get; init; }

    public int? Diverges { get; init; }

    /// <summary>The worst of some cases, figure by figure.</summary>
    public static CellFigures Worst(IReadOnlyList<CaseResult> cases) => new()
    {
        MaxAbs = cases.Max(c => c.Metrics?.MaxAbs.Max),
        KlMean = cases.Max(c => c.Metrics?.Kl.Mean),
        TimesFloor = cases.Max(c => c.Split?.TimesFloor),
        MergeLoss = cases.Max(c => c.Split?.MergeLoss?.Rms),
        ComputeNoise = cases.Max(c => c.Split?.ComputeNoise?.Rms),
        Top1 = cases.Min(c => c.Metrics?.Top1),
        Diverges = cases.Min(c => c.Metrics?.FirstDivergence?.Step),
    };
}
