using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>Forms merged weights on the device: the same roundings as on the host, sums in libtorch's own order.</summary>
internal sealed class WeightForming(Device device)
{
    /// <summary>The matrix in its own dtype, in the scope around; null where it is no merge that a device can form.</summary>
    public TorchValue? TryForm(IWeightSource source)
    {
        if (!HasMerge(source))
            return null;
        using var scope = NewDisposeScope();
        return Wide(source).to(source.Precision.ToTorch()).MoveToOuterDisposeScope();
    }

    private static bool HasMerge(IWeightSource source) => source.Formula switch
    {
        MergeFormula => true,
        CastFormula cast => HasMerge(cast.Inner),
        _ => false,
    };

    /// <summary>The matrix in fp32, in memory of its own.</summary>
    private TorchValue Wide(IWeightSource source) => source.Formula switch
    {
        MergeFormula merge => Merged(merge, source.Precision),
        CastFormula cast => Rounded(Wide(cast.Inner), source.Precision),
        _ => TorchBackend.Copied(source, ScalarType.Float32, device),
    };

    private TorchValue Merged(MergeFormula merge, Precision precision)
    {
        var delta = functional.linear(Wide(merge.Left), Wide(merge.Right).t()).mul_(KeptScalars.Of(merge.Scaling));
        var sum = Rounded(Wide(merge.Inner).add_(merge.RoundsDelta ? Rounded(delta, precision) : delta, KeptScalars.Of(1)), precision);
        return merge.WhenNotFinite is null || sum.isfinite().all().item<bool>() ? sum : throw merge.WhenNotFinite();
    }

    private static TorchValue Rounded(TorchValue x, Precision precision) =>
        precision == Precision.Fp32 ? x : x.to(precision.ToTorch()).to(ScalarType.Float32);
}
