using LoraParity.Matrix;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp;

/// <summary>The project's precisions as libtorch's scalar types.</summary>
internal static class TorchPrecision
{
    public static ScalarType ToTorch(this Precision precision) => precision switch
    {
        Precision.Bf16 => ScalarType.BFloat16,
        Precision.Fp16 => ScalarType.Float16,
        _ => ScalarType.Float32,
    };

    public static Precision ToPrecision(this ScalarType type) => type switch
    {
        ScalarType.BFloat16 => Precision.Bf16,
        ScalarType.Float16 => Precision.Fp16,
        ScalarType.Float32 => Precision.Fp32,
        _ => throw new ArgumentException($"A tensor of type {type} has no precision here: expected Float32, BFloat16 or Float16."),
    };
}
