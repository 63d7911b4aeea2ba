using LoraParity.Matrix;

namespace LoraParity.Traces;

/// <summary>What precision alone does: the drift of one variant from another that computes the same in another dtype or order.</summary>
/// <param name="Compute">The compute dtype it speaks of.</param>
/// <param name="Prompt">The prompt's id; null for the floor over all prompts of the run.</param>
/// <param name="Size">How large it is.</param>
/// <param name="MaxAbs">The largest |a − b| of any logit.</param>
/// <param name="Variant">What was measured, for example <c>attached.bf16</c>.</param>
/// <param name="Against">What it was measured against, for example <c>attached.fp32</c>.</param>
public sealed record NoiseFloor(Precision Compute, string? Prompt, DriftSize Size, double MaxAbs, string Variant, string Against);
