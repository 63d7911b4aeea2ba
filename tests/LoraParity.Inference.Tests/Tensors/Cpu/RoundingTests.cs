using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.TestKit.Backends;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

public sealed class RoundingTests
{
    public static TheoryData<string, Precision> Conversions
    {
        get
        {
            var data = new TheoryData<string, Precision>();
            foreach (var width in Enum.GetNames<VectorWidth>())
            {
                data.Add(width, Precision.Bf16);
                data.Add(width, Precision.Fp16);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Widen_EveryBitPattern_IsItsValue(string width, Precision precision)
    {
        var bits = EveryPattern();
        var values = new float[bits.Length];

        Of(width).Widen(bits, values, precision);

        Assert.All(bits, pattern => Assert.Equal(Value(pattern, precision), values[pattern]));
        Assert.Equal(BitConverter.SingleToUInt32Bits(-0f), BitConverter.SingleToUInt32Bits(values[0x8000]));
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Narrow_EveryValue_IsItsBitPattern(string width, Precision precision)
    {
        var bits = EveryPattern().Where(pattern => !float.IsNaN(Value(pattern, precision))).ToArray();
        var narrowed = new ushort[bits.Length];

        Of(width).Narrow([.. bits.Select(pattern => Value(pattern, precision))], narrowed, precision);

        Assert.Equal(bits, narrowed);
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Narrow_AnyNaN_IsTheOneQuietNaN(string width, Precision precision)
    {
        float[] values = [.. Enumerable.Repeat(float.NaN, 9), BitConverter.UInt32BitsToSingle(0x7F80_0001), BitConverter.UInt32BitsToSingle(0xFFFF_FFFF)];
        var narrowed = new ushort[values.Length];

        Of(width).Narrow(values, narrowed, precision);

        Assert.All(narrowed, bits => Assert.Equal(precision == Precision.Bf16 ? 0x7FC0 : 0x7E00, bits));
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Round_AroundEveryTie_IsTheNearestEven(string width, Precision precision)
    {
        float[] values = [.. Ties(precision).SelectMany(tie => new[] { MathF.BitDecrement(tie), tie, MathF.BitIncrement(tie) })];
        var rounded = new float[values.Length];

        Of(width).Round(values, rounded, precision);

        for (var i = 0; i < values.Length; i++)
            AssertSameBits(ReferenceRounding.Round(values[i], precision), rounded[i], values[i]);
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Round_RandomBitPatterns_IsTheNearestEven(string width, Precision precision)
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 300_003).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        var rounded = new float[values.Length];

        Of(width).Round(values, rounded, precision);

        for (var i = 0; i < values.Length; i++)
            AssertSameBits(ReferenceRounding.Round(values[i], precision), rounded[i], values[i]);
    }

    [Fact]
    public void Round_OneValue_IsWhatSpansGive()
    {
        Assert.Equal(1.0078125f, Rounding.Round(1.005f, Precision.Bf16));
        Assert.Equal(float.PositiveInfinity, Rounding.Round(65520f, Precision.Fp16));
        Assert.Equal(65504f, Rounding.Round(65519f, Precision.Fp16));
        Assert.Equal(1.005f, Rounding.Round(1.005f, Precision.Fp32));
    }

    [Fact]
    public void Narrow_ToFp32_Throws()
    {
        var exception = Assert.Throws<ArgumentException>(() => Rounding.Narrow([1f], new ushort[1], Precision.Fp32));

        Assert.StartsWith("Only bf16 and fp16 have 16 bits; 'fp32' was given.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Round_DestinationTooShort_Throws()
    {
        var exception = Assert.Throws<ArgumentException>(() => Rounding.Round([1f, 2f], new float[1], Precision.Bf16));

        Assert.StartsWith("The destination holds 1 values, the source has 2.", exception.Message, StringComparison.Ordinal);
    }

    private static SpanConversions Of(string width) => SpanConversions.For(Enum.Parse<VectorWidth>(width));

    private static ushort[] EveryPattern() => [.. Enumerable.Range(0, 0x10000).Select(i => (ushort)i)];

    private static float Value(ushort bits, Precision precision)
        => precision == Precision.Fp16 ? (float)BitConverter.UInt16BitsToHalf(bits) : BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The middles between neighbours, up to the one beyond which lies infinity; all are exact in fp32.</summary>
    private static IEnumerable<float> Ties(Precision precision)
    {
        var largest = precision == Precision.Fp16 ? 0x7BFF : 0x7F7F;
        for (var pattern = 0; pattern < largest; pattern++)
        {
            var (low, high) = (Value((ushort)pattern, precision), Value((ushort)(pattern + 1), precision));
            yield return (float)(((double)low + high) / 2);
            yield return -(float)(((double)low + high) / 2);
        }

        yield return precision == Precision.Fp16 ? 65520f : BitConverter.UInt32BitsToSingle(0x7F7F_8000);
    }

    private static void AssertSameBits(float expected, float actual, float value)
    {
        var same = float.IsNaN(expected) ? float.IsNaN(actual) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);
        Assert.True(same, $"{value:R} became {actual:R}, expected {expected:R}.");
    }
}
