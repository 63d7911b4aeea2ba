using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Metrics;

namespace LoraParity.Reports;

/// <summary>What to do about a drift, told from its size beside the noise floor and from where it comes.</summary>
internal static class Advice
{
    // A drift of the floor's own size says nothing about adapter or merge.
    private const double LikeFloor = 1.5;

    /// <summary>One or two sentences.</summary>
    public static string For(CaseEvidence judged)
    {
        if (judged.NonFinite is { } bad)
            return NonFinite(judged.Variant, bad);
        if (judged.Split is not { } split)
            return "";
        var compute = judged.Variant.Compute.Name();
        if (judged.Variant.Application is Application.Merged or Application.Checkpoint && FromWeights(split))
            return judged.Variant.Application == Application.Merged ? Merge(judged.Variant) : Checkpoint(judged.Variant);
        if (split.TimesFloor <= LikeFloor)
            return $"This is what {compute} arithmetic alone does to the prompt. Run it in a finer dtype, or allow what {compute} costs.";
        return split.Floor is null
            ? "Find out what changed between reference and variant before allowing it."
            : $"{compute} arithmetic alone does not explain this. Look for a fault in how the variant is run before allowing it.";
    }

    private static bool FromWeights(DriftSplit split) => split.MergeLoss is { } loss && loss.Rms >= (split.ComputeNoise?.Rms ?? 0);

    private static string Merge(Variant variant)
    {
        var lossy = variant.Save != Precision.Fp32 ? variant.Save!.Value : variant.Merge!.Value;
        return lossy switch
        {
            Precision.Bf16 => "Most of it is lost when W + ΔW is rounded to bf16. Merge and save in fp16 or fp32, or serve the adapter attached.",
            Precision.Fp16 => "Most of it is lost when W + ΔW is rounded to fp16. Merge and save in fp32, or serve the adapter attached.",
            _ => "The merged weights themselves differ from what the attached adapter computes, and fp32 rounding does not explain it: look for a fault in the merge.",
        };
    }

    private static string Checkpoint(Variant variant) =>
        $"Most of it is in the weights of checkpoint '{variant.Checkpoint}'. "
        + $"Compare it with merged.<dtype> of the dtype it was saved in: where that drifts as much, it is rounding; where not, it was made from another adapter, scaling or base.";

    private static string NonFinite(Variant variant, NonFiniteLogit bad)
    {
        if (bad.InReference)
            return "The reference itself is no number there, so nothing can be compared. Check base and adapter for NaN, or choose a reference in fp32.";
        return variant.Compute == Precision.Fp16 || variant.Save == Precision.Fp16
            ? "fp16 holds nothing beyond 65,504: run and save this model in bf16 or fp32."
            : "Check the weights of this variant for NaN and infinities.";
    }
}
