using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Text;
using LoraParity.Traces;

namespace LoraParity.Reports;

/// <summary>The part of a case's report on the first token that differs.</summary>
internal static class DivergenceReport
{
    /// <summary>A sentence, and both lists of largest logits; lines of the lists begin with a space.</summary>
    public static IEnumerable<string> Lines(CaseEvidence judged, RunLayout layout)
    {
        if (judged.Metrics?.FirstDivergence is not { } first || judged.Tolerance.Tokens is null or { Kind: TokenRuleKind.Off })
            yield break;
        var (count, reference) = (judged.Reference.Tokens.Count, judged.Plan.Reference.Key);
        yield return $"{judged.Metrics.DivergentTokens} of {count} differ, first number {first.Step + 1}: "
            + $"{Words.Of(layout, first.VariantToken)} instead of {Words.Of(layout, first.ReferenceToken)}, by which the reference is ahead by {Figures.Of(first.Margin)}.";
        var width = Math.Max(reference.Length, judged.Variant.Key.Length);
        yield return $"  {reference.PadRight(width)}  {Top(first.ReferenceTop, layout)}";
        yield return $"  {judged.Variant.Key.PadRight(width)}  {Top(first.VariantTop, layout)}";
    }

    private static string Top(IReadOnlyList<TokenLogit> top, RunLayout layout) =>
        string.Join(", ", top.Select(t => $"{Words.Of(layout, t.Token)} {Figures.Of(t.Logit)}"));
}
