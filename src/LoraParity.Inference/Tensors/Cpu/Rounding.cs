using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>
/// Conversions between fp32 and the 16-bit formats: to nearest, ties to even, overflow to infinity, subnormals kept,
/// as PyTorch converts. NaN becomes one quiet NaN.
/// </summary>
public static class Rounding
{
    /// <summary>The value of <paramref name="precision"/> nearest to <paramref name="value"/>.</summary>
    public static float Round(float value, Precision precision) => precision switch
    {
        Precision.Bf16 => Bf16Format.Round(Lanes1.Create(value)).Value,
        Precision.Fp16 => Fp16Format.Round(Lanes1.Create(value)).Value,
        _ => value,
    };

    /// <summary>Rounds values to a precision, staying in fp32. Source and destination may be the same memory.</summary>
    public static void Round(ReadOnlySpan<float> source, Span<float> destination, Precision precision)
    {
        RequireRoom(source.Length, destination.Length);
        if (precision == Precision.Fp32)
            source.CopyTo(destination);
        else
            SpanConversions.Best.Round(source, destination, precision);
    }

    /// <summary>Rounds values to bf16 or fp16 and stores their 16 bits.</summary>
    public static void Narrow(ReadOnlySpan<float> source, Span<ushort> destination, Precision precision)
    {
        RequireRoom(source.Length, destination.Length);
        Require16Bits(precision);
        SpanConversions.Best.Narrow(source, destination, precision);
    }

    /// <summary>The fp32 values of bf16 or fp16 bits.</summary>
    public static void Widen(ReadOnlySpan<ushort> source, Span<float> destination, Precision precision)
    {
        RequireRoom(source.Length, destination.Length);
        Require16Bits(precision);
        SpanConversions.Best.Widen(source, destination, precision);
    }

    private static void RequireRoom(int source, int destination)
    {
        if (destination < source)
            throw new ArgumentException($"The destination holds {destination} values, the source has {source}.", nameof(destination));
    }

    private static void Require16Bits(Precision precision)
    {
        if (precision == Precision.Fp32)
            throw new ArgumentException("Only bf16 and fp16 have 16 bits; 'fp32' was given.", nameof(precision));
    }
}
