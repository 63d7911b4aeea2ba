using static TorchSharp.torch;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>A matrix that lives on a libtorch device.</summary>
internal sealed class TorchTensor(TorchValue value)
    : Inference.Tensors.Tensor((int)value.shape[0], (int)value.shape[1], value.dtype.ToPrecision())
{
    public TorchValue Value { get; } = value;

    public ScalarType Type => Value.dtype;

    protected override void Release() => Value.Dispose();
}
