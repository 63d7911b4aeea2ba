using LoraParity.Matrix;
using LoraParity.Numerics;

namespace LoraParity.Core.Tests.Numerics;

public sealed class StoredFloatsTests
{
    [Fact]
    public void Widen_EveryFp16Pattern_IsExact()
    {
        var floats = WidenAll(Precision.Fp16);

        for (var bits = 0; bits <= ushort.MaxValue; bits++)
            AssertSame((float)BitConverter.UInt16BitsToHalf((ushort)bits), floats[bits], bits);
    }

    [Fact]
    public void Widen_EveryBf16Pattern_IsItsUpperHalf()
    {
        var floats = WidenAll(Precision.Bf16);

        for (var bits = 0; bits <= ushort.MaxValue; bits++)
            AssertSame(BitConverter.UInt32BitsToSingle((uint)bits << 16), floats[bits], bits);
    }

    [Theory]
    [InlineData(Precision.Fp16)]
    [InlineData(Precision.Bf16)]
    public void Narrow_EveryStoredValue_ComesBackUnchanged(Precision precision)
    {
        var floats = WidenAll(precision);
        var bytes = new byte[floats.Length * 2];

        StoredFloats.Narrow(precision, floats, bytes);

        for (var bits = 0; bits < floats.Length; bits++)
        {
            if (!float.IsNaN(floats[bits]))
                Assert.Equal(bits, BitConverter.ToUInt16(bytes, bits * 2));
        }
    }

    [Fact]
    public void Narrow_Fp16_RoundsLikeTheRuntime()
    {
        var values = Samples();
        var bytes = new byte[values.Length * 2];

        StoredFloats.Narrow(Precision.Fp16, values, bytes);

        for (var i = 0; i < values.Length; i++)
            Assert.Equal(BitConverter.HalfToUInt16Bits((Half)values[i]), BitConverter.ToUInt16(bytes, i * 2));
    }

    [Theory]
    [InlineData(0x3F808000u, 0x3F80)]
    [InlineData(0x3F818000u, 0x3F82)]
    [InlineData(0x3F808001u, 0x3F81)]
    [InlineData(0x7F7FFFFFu, 0x7F80)]
    [InlineData(0x00000001u, 0x0000)]
    [InlineData(0x80008001u, 0x8001)]
    [InlineData(0xFF800001u, 0x7FC0)]
    public void Narrow_Bf16_RoundsTiesToEven(uint single, int expected)
    {
        var bytes = new byte[2];

        StoredFloats.Narrow(Precision.Bf16, [BitConverter.UInt32BitsToSingle(single)], bytes);

        Assert.Equal(expected, BitConverter.ToUInt16(bytes));
    }

    [Theory]
    [InlineData(Precision.Fp32, 0.1f, 0.1f)]
    [InlineData(Precision.Bf16, 0.1f, 0.100097656f)]
    [InlineData(Precision.Fp16, 0.1f, 0.099975586f)]
    [InlineData(Precision.Fp16, 70000f, float.PositiveInfinity)]
    public void Round_Value_IsNearestOfThePrecision(Precision precision, float value, float expected) =>
        Assert.Equal(expected, StoredFloats.Round(precision, value));

    private static float[] WidenAll(Precision precision)
    {
        var bytes = new byte[(ushort.MaxValue + 1) * 2];
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
            BitConverter.TryWriteBytes(bytes.AsSpan(bits * 2), (ushort)bits);
        var floats = new float[ushort.MaxValue + 1];
        StoredFloats.Widen(precision, bytes, floats);
        return floats;
    }

    private static float[] Samples()
    {
        var random = new Random(1);
        var values = new float[100_003];
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
        values[0] = 65519.996f;
        values[1] = 65520f;
        values[2] = 5.9604645e-08f / 2;
        values[3] = -6.097555e-05f;
        return [.. values.Where(value => !float.IsNaN(value))];
    }

    private static void AssertSame(float expected, float actual, int bits) =>
        Assert.True(
            float.IsNaN(expected) ? float.IsNaN(actual) : BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(actual),
            $"0x{bits:X4}: {expected} became {actual}");
}
