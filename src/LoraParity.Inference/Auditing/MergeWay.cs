using LoraParity.Matrix;

namespace LoraParity.Inference.Auditing;

/// <summary>A way to merge an adapter.</summary>
/// <param name="Merge">Where W + ΔW is formed; null is no merge at all.</param>
/// <param name="Mode">How ΔW is added.</param>
/// <param name="AdapterDtype">In which dtype the adapter is held.</param>
public sealed record MergeWay(Precision? Merge, MergeMode Mode = MergeMode.Plain, AdapterPrecision AdapterDtype = AdapterPrecision.Fp32)
{
    /// <summary>The ways that checkpoints are made in, the usual ones first.</summary>
    public static IReadOnlyList<MergeWay> All { get; } =
    [
        new(Precision.Fp32), new(Precision.Bf16), new(Precision.Fp16),
        new(Precision.Bf16, MergeMode.Safe), new(Precision.Fp16, MergeMode.Safe),
        new(Precision.Bf16, AdapterDtype: AdapterPrecision.Base), new(Precision.Fp16, AdapterDtype: AdapterPrecision.Base),
        new(Merge: null),
    ];

    /// <summary>How messages call it, for example <c>a plain merge in bf16</c>.</summary>
    public override string ToString()
    {
        if (Merge is not { } merge)
            return "no merge at all";
        var held = AdapterDtype == AdapterPrecision.Base ? $" with the adapter held in {merge.Name()}" : "";
        return $"a {(Mode == MergeMode.Safe ? "safe" : "plain")} merge in {merge.Name()}{held}";
    }
}
