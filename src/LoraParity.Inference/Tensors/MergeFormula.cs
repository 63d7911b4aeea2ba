namespace LoraParity.Inference.Tensors;

/// <summary>W + (left · right) · scaling in fp32, rounded to the source's precision.</summary>
/// <param name="Inner">W, [outputs, inputs].</param>
/// <param name="Left">[outputs, rank].</param>
/// <param name="Right">[rank, inputs].</param>
/// <param name="Scaling">The scaling.</param>
/// <param name="RoundsDelta">Whether the product is rounded to the source's precision before it is added.</param>
/// <param name="WhenNotFinite">What to throw where the sum is not finite; null where that is allowed.</param>
public sealed record MergeFormula(
    IWeightSource Inner, IWeightSource Left, IWeightSource Right, float Scaling, bool RoundsDelta, Func<Exception>? WhenNotFinite) : WeightFormula;
