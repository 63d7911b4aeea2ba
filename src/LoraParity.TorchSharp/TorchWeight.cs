using LoraParity.Inference.Tensors;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>A linear layer's weight [outputs, inputs] on a libtorch device.</summary>
internal sealed class TorchWeight(TorchValue value)
    : WeightMatrix((int)value.shape[0], (int)value.shape[1], value.dtype.ToPrecision())
{
    public TorchValue Value { get; } = value;

    public override long Bytes => Value.NumberOfElements * Value.ElementSize;

    protected override void Release() => Value.Dispose();
}
