using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>Rounding without tricks: fp16 by the runtime's own type, bf16 by comparing the two neighbours.</summary>
public static class ReferenceRounding
{
    /// <summary>The nearest value of the precision, ties to even.</summary>
    public static float Round(float value, Precision precision) => precision switch
    {
        Precision.Bf16 => ToBf16(value),
        Precision.Fp16 => (float)(Half)value,
        _ => value,
    };

    /// <summary>The distance of 1 to the next larger value.</summary>
    public static double Epsilon(Precision precision) => precision switch
    {
        Precision.Bf16 => 1.0 / 128,
        Precision.Fp16 => 1.0 / 1024,
        _ => 1.0 / (1 << 23),
    };

    private static float ToBf16(float value)
    {
        if (!float.IsFinite(value))
            return value;
        var bits = BitConverter.SingleToUInt32Bits(value);
        var (below, above) = (bits & 0xFFFF_0000, (bits & 0xFFFF_0000) + 0x1_0000);
        var (down, up) = (bits - below, above - bits);
        var takeBelow = down < up || (down == up && (below & 0x1_0000) == 0);
        return BitConverter.UInt32BitsToSingle(takeBelow ? below : above);
    }
}
