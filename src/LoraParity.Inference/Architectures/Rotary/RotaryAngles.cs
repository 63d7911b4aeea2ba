using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Rotary;

/// <summary>Cosines and sines of a batch's rows, in the compute dtype.</summary>
/// <param name="Cos">[rows, rotated features].</param>
/// <param name="Sin">The same shape.</param>
public sealed record RotaryAngles(Tensor Cos, Tensor Sin);
