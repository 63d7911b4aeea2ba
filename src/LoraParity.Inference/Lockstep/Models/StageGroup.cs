namespace LoraParity.Inference.Lockstep.Models;

/// <summary>Variants that compute one stage together.</summary>
/// <param name="Parent">Their common group in the stage before; 0 for the embedding.</param>
/// <param name="Variant">One of them, for all.</param>
internal sealed record StageGroup(int Parent, VariantModel Variant);
