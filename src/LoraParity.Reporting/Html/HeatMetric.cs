using LoraParity.Judgement;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Html;

/// <summary>One figure that the heat map can show.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Explanation">What it is, in one sentence.</param>
/// <param name="Bound">The bound of the tolerance that judges it, as the spec writes it; null where none does.</param>
/// <param name="Value">Reads it; null where it was not measured.</param>
/// <param name="Format">Writes it.</param>
internal sealed record HeatMetric(
    string Id, string Title, string Explanation, string? Bound, Func<CaseRecord, double?> Value, Func<double?, string> Format)
{
    /// <summary>All figures.</summary>
    public static IReadOnlyList<HeatMetric> All { get; } =
    [
        new("max_abs", "max abs", "Largest difference of any logit, at any position.", "logits.max_abs", c => c.Metrics?.MaxAbs.Max, Figures.Drift),
        new("kl_mean", "mean KL", "Mean KL divergence from the reference, in nats.", "kl.mean", c => c.Metrics?.Kl.Mean, Figures.Drift),
        new("kl_p99", "p99 KL", "99th percentile of the KL divergence over positions.", "kl.p99", c => c.Metrics?.Kl.P99, Figures.Drift),
        new("kl_max", "max KL", "Largest KL divergence at any position.", "kl.max", c => c.Metrics?.Kl.Max, Figures.Drift),
        new("noise", "× noise floor", "The drift as a multiple of what the compute dtype does by itself.", "noise", c => c.Split?.TimesFloor, Figures.Times),
        new("merge_loss", "merge loss", "RMS drift of the same weights run in fp32: what merging and saving lost.", null, c => c.Split?.MergeLoss?.Rms, Figures.Drift),
        new("compute_noise", "compute noise", "RMS drift from the same weights run in fp32: what arithmetic adds.", null, c => c.Split?.ComputeNoise?.Rms, Figures.Drift),
        new("top1", "top-1 agreement", "Share of positions with the reference's most likely token.", "top1", c => c.Metrics?.Top1, Figures.Share),
        new("delta_p", "RMS Δp", "Root mean square change of the probability of the reference's token.", null, c => c.Metrics?.DeltaPRms, Figures.Drift),
    ];

    /// <summary>The figure that a spec's report shows first: the first that the spec bounds.</summary>
    public static HeatMetric Default(SpecRecord spec) =>
        All.FirstOrDefault(metric => spec.Cases.Any(c => metric.Check(c) is not null)) ?? All[0];

    /// <summary>The bound that judged a case by this figure, or null.</summary>
    public BoundCheck? Check(CaseRecord record) => Bound is null ? null : record.Checks.FirstOrDefault(check => check.Bound == Bound);

    /// <summary>How bad a value is: larger is worse for every figure.</summary>
    public double Badness(double value) => Id == "top1" ? 1 - value : value;
}
