using LoraParity.Metrics;
using LoraParity.Plans;

namespace LoraParity.Judgement;

/// <summary>Holds a case's drift against its tolerance.</summary>
internal static class Judge
{
    /// <summary>All bounds of the case's tolerance, in the order of the spec's fields; none for the reference itself.</summary>
    public static IReadOnlyList<BoundCheck> Check(CaseEvidence judged)
    {
        if (judged.Metrics is not { } metrics)
            return [];
        var (tolerance, kl) = (judged.Tolerance, judged.Tolerance.Kl);
        return
        [
            .. Logits(judged.Scan, metrics),
            .. AtMost("kl.mean", metrics.Kl.Mean, kl?.Mean),
            .. AtMost("kl.p99", metrics.Kl.P99, kl?.P99),
            .. AtMost("kl.max", metrics.Kl.Max, kl?.Max),
            .. judged.Split?.TimesFloor is { } times ? AtMost("noise", times, tolerance.Noise) : [],
            .. AtLeast("top1", metrics.Top1, tolerance.Top1),
            .. Tokens(judged, metrics),
        ];
    }

    /// <summary>Whether the case drifts: some bound does not hold, or some logit is no number.</summary>
    public static bool Drifts(CaseEvidence judged, IReadOnlyList<BoundCheck> checks) =>
        judged.NonFinite is not null || checks.Any(c => !c.Within);

    /// <summary>What became of the comparison with the reference.</summary>
    public static Outcome Outcome(CaseEvidence judged, IReadOnlyList<BoundCheck> checks)
    {
        var drifts = Drifts(judged, checks);
        if (judged is { ShowsAdapter: true, NonFinite: null, Metrics: { } metrics })
            return metrics.MaxAbs.Max > 0 ? Judgement.Outcome.Passed : Judgement.Outcome.NoLongerDrifts;
        if (judged.Tolerance.Expect == Expectation.Drift && judged.Metrics is not null)
            return drifts ? Judgement.Outcome.Passed : Judgement.Outcome.NoLongerDrifts;
        return drifts ? Judgement.Outcome.Drifted : Judgement.Outcome.Passed;
    }

    /// <summary>Whether the reference's margin at a first divergence is within the allowed drift of both logits.</summary>
    public static bool IsNearTie(CaseEvidence judged, Divergence divergence)
    {
        var own = divergence.ReferenceTop.Count == 0 ? 0 : divergence.ReferenceTop[0].Logit;
        var allowed = Math.Max(judged.AllowedDrift(own), judged.AllowedDrift(own - divergence.Margin));
        return divergence.VariantToken >= 0 && divergence.Margin <= allowed;
    }

    private static IEnumerable<BoundCheck> Logits(LogitsBoundScan? scan, CaseMetrics metrics)
    {
        if (scan is null)
            yield break;
        var within = scan.Entries == 0;
        if (scan.Bounds.MaxAbs is { } maxAbs)
            yield return new BoundCheck("logits.max_abs", metrics.MaxAbs.Max, maxAbs, within, within ? maxAbs : scan.MaxAbsBeyondRel);
        if (scan.Bounds.Rel is { } rel)
            yield return new BoundCheck("logits.rel", scan.RelBeyondMaxAbs, rel, within, within ? rel : scan.RelBeyondMaxAbs);
    }

    private static IEnumerable<BoundCheck> AtMost(string bound, double measured, double? allowed)
    {
        if (allowed is { } limit)
            yield return new BoundCheck(bound, measured, limit, measured <= limit, measured <= limit ? limit : measured);
    }

    private static IEnumerable<BoundCheck> AtLeast(string bound, double measured, double? allowed)
    {
        if (allowed is { } limit)
            yield return new BoundCheck(bound, measured, limit, measured >= limit, measured >= limit ? limit : measured);
    }

    private static IEnumerable<BoundCheck> Tokens(CaseEvidence judged, CaseMetrics metrics)
    {
        var divergence = metrics.FirstDivergence;
        var check = TokenJudge.Check(
            judged.Tolerance.Tokens, judged.Trace.Output, judged.Reference.Tokens.Count, divergence?.Step,
            () => divergence is not null && IsNearTie(judged, divergence));
        if (check is not null)
            yield return check;
    }
}
