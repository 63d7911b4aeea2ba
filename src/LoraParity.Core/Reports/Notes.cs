using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Text;
using LoraParity.Traces;

namespace LoraParity.Reports;

/// <summary>What is worth saying of a case beside its bounds.</summary>
internal static class Notes
{
    /// <summary>Whole sentences.</summary>
    public static IEnumerable<string> Of(CaseEvidence judged, IReadOnlyList<BoundCheck> checks, RunLayout layout)
    {
        if (judged.Metrics is not { } metrics)
            yield break;
        if (checks.FirstOrDefault(c => c.Bound == "tokens") is { Within: true } tokens && tokens.Measured < tokens.Allowed)
            yield return NearTie(judged, metrics.FirstDivergence!, layout);
        var drifts = Judge.Drifts(judged, checks);
        if (judged.Tolerance.Expect == Expectation.Drift && drifts && judged.Tolerance.Reason is { } reason)
            yield return $"Expected to drift: {reason}";
        if (judged.ShowsAdapter && !drifts && metrics.MaxAbs.Max > 0)
            yield return $"The base alone is within the tolerance: this prompt cannot tell whether the adapter is applied.";
        if (judged.NonFinite is { } bad && judged.Tolerance.Expect == Expectation.Drift)
            yield return $"The drift is a logit that is no number: position {bad.Position}, entry {bad.Token}.";
        if (judged.Tolerance.Noise is not null && judged.Split?.Floor is null)
            yield return "'noise' was not judged: without adapters fp32 has no noise floor.";
    }

    private static string NearTie(CaseEvidence judged, Divergence first, RunLayout layout)
    {
        var own = first.ReferenceTop.Count == 0 ? 0 : first.ReferenceTop[0].Logit;
        var allowed = Math.Max(judged.AllowedDrift(own), judged.AllowedDrift(own - first.Margin));
        return $"Token {first.Step + 1} is a near tie and forgiven: the reference prefers {Words.Of(layout, first.ReferenceToken)} to "
            + $"{Words.Of(layout, first.VariantToken)} by {Figures.Of(first.Margin)}, within the allowed drift of {Figures.Of(allowed)}.";
    }
}
