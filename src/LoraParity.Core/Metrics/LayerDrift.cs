namespace LoraParity.Metrics;

/// <summary>The drift of the hidden states of one variant from the reference's, after one layer, on one prompt.</summary>
/// <param name="Variant">The variant's key.</param>
/// <param name="Prompt">The prompt's id.</param>
/// <param name="Layer">0 is the embedding's output, L the output of the last of L layers.</param>
/// <param name="Rms">Root mean square of the difference over all positions and elements.</param>
/// <param name="Relative">The same, divided by the root mean square of the reference's hidden states.</param>
public sealed record LayerDrift(string Variant, string Prompt, int Layer, double Rms, double Relative);
