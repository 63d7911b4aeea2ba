using LoraParity.Matrix;

namespace LoraParity.Reporting.Results;

/// <summary>What precision alone does: the drift of one variant from another that computes the same in another dtype or order.</summary>
/// <param name="Compute">The compute dtype it speaks of.</param>
/// <param name="Prompt">The prompt's id; null for the floor over all prompts.</param>
/// <param name="Rms">Root mean square of the difference of the centred logits.</param>
/// <param name="KlMean">Mean KL divergence in nats.</param>
/// <param name="Variant">What was measured.</param>
/// <param name="Against">What it was measured against.</param>
public sealed record FloorRecord(Precision Compute, string? Prompt, double Rms, double KlMean, string Variant, string Against);
