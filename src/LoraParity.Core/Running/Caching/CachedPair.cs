using LoraParity.Metrics;

namespace LoraParity.Running.Caching;

/// <summary>The drift of one pair of variants on one prompt.</summary>
/// <param name="Variant">Key of the variant that drifts.</param>
/// <param name="Against">Key of the variant it drifts from.</param>
/// <param name="Rows">Row by row.</param>
/// <param name="NonFinite">The first logit that is no number, or null.</param>
/// <param name="Layers">After each layer, where it was measured.</param>
internal sealed record CachedPair(
    string Variant, string Against, RowDrift[] Rows, NonFiniteLogit? NonFinite, IReadOnlyList<(int Layer, double Rms, double Relative)> Layers);
