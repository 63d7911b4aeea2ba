namespace LoraParity.Reporting.Results;

/// <summary>The drift of one variant's hidden states from the reference's, layer by layer, on one prompt.</summary>
/// <param name="Variant">The variant's key.</param>
/// <param name="Prompt">The prompt's id.</param>
/// <param name="Rms">Root mean square of the difference; entry 0 is the embedding's output, entry L that of the last of L layers.</param>
/// <param name="Relative">The same, divided by the root mean square of the reference's hidden states.</param>
public sealed record LayerCurve(string Variant, string Prompt, IReadOnlyList<double> Rms, IReadOnlyList<double> Relative);
