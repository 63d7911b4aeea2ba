using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Reporting.Results;

/// <summary>Makes the records of cases.</summary>
internal static class CaseRecords
{
    public static CaseRecord Of(CaseResult result, RelativePaths paths) => new()
    {
        Variant = result.Variant.Key,
        Prompt = result.Prompt.Id,
        Outcome = result.Verdict.Outcome,
        Expect = result.Tolerance.Expect ?? Expectation.Match,
        Reason = result.Tolerance.Reason,
        Message = result.Message,
        Checks = result.Verdict.Checks,
        Notes = result.Verdict.Notes,
        Metrics = result.Metrics is { } metrics ? Metrics(metrics) : null,
        Split = result.Split is { } split ? Split(split) : null,
        FirstDriftingLayer = result.FirstDriftingLayer,
        Tokens = result.Trace.Tokens,
        Text = result.Trace.Text,
        Steps = Steps(result.Trace),
        LogitsSha256 = result.Trace.LogitsHash,
        Verified = paths.OrNull(result.VerifiedPath),
        Received = paths.OrNull(result.ReceivedPath),
    };

    private static SplitRecord Split(DriftSplit split) => new(split.Total, split.MergeLoss, split.ComputeNoise, split.Floor?.Size, split.TimesFloor);

    // The row before a token's position chooses it; the last row chooses the one that nobody decoded any more.
    private static IReadOnlyList<TopLogits> Steps(Trace trace) => trace.Output is OutputKind.Labels
        ? trace.Positions
        : [.. trace.Positions.Skip(trace.PromptTokens.Count - 1).Take(trace.Tokens.Count)];

    private static MetricsRecord Metrics(CaseMetrics metrics) => new()
    {
        MaxAbs = metrics.MaxAbs,
        MeanAbs = metrics.MeanAbs,
        MaxRel = metrics.MaxRel,
        MeanRel = metrics.MeanRel,
        Cosine = metrics.Cosine,
        Snr = metrics.Snr,
        Kl = metrics.Kl,
        DeltaP = metrics.DeltaP,
        DeltaPRms = metrics.DeltaPRms,
        Top1 = metrics.Top1,
        TopOverlap = metrics.TopOverlap,
        LogPerplexityDifference = metrics.LogPerplexityDifference,
        Rms = metrics.Rms,
        WorstPosition = metrics.WorstPosition,
        PositionMaxAbs = [.. metrics.Positions.Select(p => p.MaxAbs)],
        PositionKl = [.. metrics.Positions.Select(p => p.Kl)],
        FirstDivergence = metrics.FirstDivergence,
        DivergentTokens = metrics.DivergentTokens,
        NonFinite = metrics.NonFinite,
    };
}
