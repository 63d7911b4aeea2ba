namespace LoraParity.Inference.Tensors;

/// <summary>Another weight, rounded to the source's precision.</summary>
/// <param name="Inner">The other weight.</param>
public sealed record CastFormula(IWeightSource Inner) : WeightFormula;
