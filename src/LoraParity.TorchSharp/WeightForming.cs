using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>Forms merged weights on the device: the same roundings as on the host, sums in libtorch's own order.</summary>
internal sealed class WeightForming(Device device)
{
    /// <summary>The matrix in its own dtype; null where it is no merge that a device can form.</summary>
    public TorchValue? TryForm(IWeightSource source)
    {
        if (!HasMerge(source))
            return null;
        using var scope = NewDisposeScope();
        return Wide(source).to(source.Precision.ToTorch()).DetachFromDisposeScope();
    }

    private static bool HasMerge(IWeightSource source) => source.Formula switch
    {
        MergeFormula => true,
        CastFormula cast => HasMerge(cast.Inner),
        _ => false,
    };

    /// <summary>The matrix in fp32.</summary>
    private TorchValue Wide(IWeightSource source) => source.Formula switch
    {
        MergeFormula merge => Merged(merge, source.Precision),
        CastFormula cast => Rounded(Wide(cast.Inner), source.Precision),
        _ => Read(source),
    };

    private TorchValue Merged(MergeFormula merge, Precision precision)
    {
        var delta = functional.linear(Wide(merge.Left), Wide(merge.Right).t()) * merge.Scaling;
        var sum = Rounded(Wide(merge.Inner) + (merge.RoundsDelta ? Rounded(delta, precision) : delta), precision);
        return merge.WhenNotFinite is null || sum.isfinite().all().item<bool>() ? sum : throw merge.WhenNotFinite();
    }

    private TorchValue Read(IWeightSource source)
    {
        var values = new float[checked(source.Outputs * source.Inputs)];
        source.ReadRows(0, source.Outputs, values);
        return TorchBackend.Upload(values, source.Outputs, source.Inputs).to(device);
    }

    private static TorchValue Rounded(TorchValue x, Precision precision) =>
        precision == Precision.Fp32 ? x : x.to(precision.ToTorch()).to(ScalarType.Float32);
}
