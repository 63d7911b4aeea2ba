namespace LoraParity.Running.Design;

/// <summary>Two variants of a request of which one is measured against the other.</summary>
/// <param name="Variant">Index of the variant that drifts.</param>
/// <param name="Against">Index of the variant it drifts from.</param>
internal readonly record struct PairId(int Variant, int Against);
