using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Text;

namespace LoraParity.Reports;

/// <summary>The tightest override that lets a case pass, as YAML to paste.</summary>
internal static class ToleranceSuggestion
{
    /// <summary>Lines of a list item for <c>tolerance.overrides</c>; empty where no bound would help.</summary>
    public static IReadOnlyList<string> Lines(CaseEvidence judged, IReadOnlyList<BoundCheck> checks)
    {
        var exceeded = checks.Where(c => !c.Within && double.IsFinite(c.Smallest)).ToList();
        if (exceeded.Count == 0 || judged.NonFinite is not null)
            return [];
        return
        [
            $"- match: {Match(judged.Variant, judged.Prompt.Id)}",
            .. Logits(exceeded),
            .. Group("kl", exceeded),
            .. exceeded.Where(c => c.Bound == "noise").Select(c => $"  noise: {Figures.Bound(c.Smallest, atMost: true)}"),
            .. exceeded.Where(c => c.Bound == "top1").Select(c => $"  top1: {Figures.Bound(c.Smallest, atMost: false)}"),
            .. exceeded.Where(c => c.Bound == "tokens").Select(c => $"  tokens: {Tokens(judged, (int)c.Smallest)}"),
        ];
    }

    /// <summary>The override's <c>match</c> that speaks of one case alone.</summary>
    public static string Match(Variant variant, string promptId)
    {
        var fields = new List<string> { $"application: {variant.Application.ToString().ToLowerInvariant()}" };
        if (variant.Merge is { } merge)
            fields.Add($"merge: {merge.Name()}");
        if (variant.Save is { } save)
            fields.Add($"save: {save.Name()}");
        if (variant.Checkpoint is { } checkpoint)
            fields.Add($"checkpoint: {checkpoint}");
        fields.Add($"compute: {variant.Compute.Name()}");
        fields.Add($"prompt: {promptId}");
        return $"{{{string.Join(", ", fields)}}}";
    }

    // Logits pass when either bound does, so one is enough; a ratio beyond 1 is no bound.
    private static IEnumerable<string> Logits(List<BoundCheck> exceeded)
    {
        var bounds = exceeded.Where(c => c.Bound == "logits.max_abs" || (c.Bound == "logits.rel" && (c.Smallest <= 1 || exceeded[0] == c)))
            .Select(c => $"{{{Name(c.Bound)}: {Figures.Bound(c.Smallest, atMost: true)}}}").ToList();
        if (bounds.Count > 0)
            yield return $"  logits: {bounds[0]}{(bounds.Count > 1 ? $"  # or {bounds[1]}" : "")}";
    }

    private static IEnumerable<string> Group(string name, List<BoundCheck> exceeded)
    {
        var bounds = exceeded.Where(c => c.Bound.StartsWith($"{name}.", StringComparison.Ordinal))
            .Select(c => $"{Name(c.Bound)}: {Figures.Bound(c.Smallest, atMost: true)}").ToList();
        if (bounds.Count > 0)
            yield return $"  {name}: {{{string.Join(", ", bounds)}}}";
    }

    private static string Tokens(CaseEvidence judged, int equal)
    {
        if (judged.Tolerance.Tokens!.Kind == TokenRuleKind.Exact && judged.Metrics?.FirstDivergence is { } divergence
            && Judge.IsNearTie(judged, divergence))
        {
            return "near_ties";
        }

        return equal == 0 ? "off" : $"{{prefix: {equal}}}";
    }

    private static string Name(string bound) => bound[(bound.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
