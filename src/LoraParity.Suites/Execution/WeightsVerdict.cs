using System.Globalization;
using System.Text;
using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Suites.Execution;

/// <summary>Judges what merging did to the weights: ΔW must be finite and must survive in every module.</summary>
/// <remarks>How well it survives is a matter of tolerance, which the logits' cases judge; here it is only shown.</remarks>
internal static class WeightsVerdict
{
    private const int MostNamed = 5;

    /// <summary>Whether every merge keeps ΔW, and the report on it.</summary>
    public static (bool Passed, string Report) Of(RunResult result)
    {
        var lost = result.Weights.Where(w => IsLost(w) && !IsKnown(result.Plan, w)).ToList();
        var table = Table(result.Weights);
        return lost.Count == 0 ? (true, table) : (false, $"{Failure(lost)}\n\n{table}");
    }

    private static bool IsLost(WeightSurvival w) => !IsFinite(w) || w.Unchanged >= 1 || w.Scale == 0;

    private static bool IsFinite(WeightSurvival w) =>
        double.IsFinite(w.RelativeError) && double.IsFinite(w.Cosine) && double.IsFinite(w.Scale) && double.IsFinite(w.Unchanged);

    /// <summary>Whether the spec calls the variant known to drift, whatever the prompt.</summary>
    private static bool IsKnown(ParityPlan plan, WeightSurvival w) =>
        Variant.TryParse(w.Variant, out var variant)
        && plan.Tolerance.Overrides.Any(o =>
            o.Tolerance.Expect == Expectation.Drift && o.Match.Prompt is null && o.Match.MatchesVariant(variant!));

    private static string Failure(List<WeightSurvival> lost)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"The adapter does not survive merging in {lost.Count} {(lost.Count == 1 ? "module" : "modules")}.");
        foreach (var w in lost.Take(MostNamed))
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"  {w.Variant}  {w.Module}: {Why(w)}");
        if (lost.Count > MostNamed)
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"  and {lost.Count - MostNamed} more.");
        text.Append("\nMerge and save in a dtype with more mantissa bits (fp16 or fp32), or mark the variant 'expect: drift' with the reason.");
        return text.ToString();
    }

    private static string Why(WeightSurvival w)
    {
        if (!IsFinite(w))
            return "the merged weight or ΔW is not finite. Check the adapter's tensors of this module.";
        return w.Variant.StartsWith("checkpoint.", StringComparison.Ordinal)
            ? "the checkpoint's weight is the base's: this module was not merged, or every change was lost in saving."
            : "no element that ΔW meant to change has changed: every change is smaller than half a step of the stored dtype.";
    }

    private static string Table(IReadOnlyList<WeightSurvival> weights)
    {
        var text = new StringBuilder("weights after merging, against W + ΔW in fp32\n");
        text.Append("variant                       modules   unchanged   rel. error, worst   cosine, worst   scale");
        foreach (var group in weights.GroupBy(w => w.Variant))
            text.Append('\n').Append(Row(group.Key, [.. group]));
        return text.ToString();
    }

    private static string Row(string variant, List<WeightSurvival> modules) => string.Create(
        CultureInfo.InvariantCulture,
        $"{variant,-28}  {modules.Count,7}   {modules.Average(w => w.Unchanged),9:P1}   {modules.Max(w => w.RelativeError),17:0.0e+0}   {modules.Min(w => w.Cosine),13:0.00000}   {modules.Average(w => w.Scale),5:0.000}");
}
