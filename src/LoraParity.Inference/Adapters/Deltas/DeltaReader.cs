namespace LoraParity.Inference.Adapters.Deltas;

/// <summary>Reads rows of what is meant to be added to a weight.</summary>
/// <param name="first">The first row.</param>
/// <param name="count">How many.</param>
/// <param name="destination">Receives them.</param>
internal delegate void DeltaReader(int first, int count, Span<float> destination);
