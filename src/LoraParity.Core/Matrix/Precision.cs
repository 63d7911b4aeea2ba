namespace LoraParity.Matrix;

/// <summary>A floating-point format in which weights are stored or inference runs.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Fp32,

    /// <summary>bfloat16: 8 exponent bits, 7 stored mantissa bits.</summary>
    Bf16,

    /// <summary>IEEE 754 binary16: 5 exponent bits, 10 stored mantissa bits.</summary>
    Fp16,
}
