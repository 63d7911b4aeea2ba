using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>fp16: 5 exponent bits, 10 stored mantissa bits. NaN becomes the one quiet NaN 0x7E00.</summary>
internal readonly struct Fp16Format : IHalfFormat
{
    private const uint SignBit = 0x8000_0000;
    private const uint Infinity = 0x7F80_0000;
    private const uint Exponent = 31u << 26; // of a high half
    private const uint Rebias = 112u << 23; // between the exponent biases of fp32 and fp16
    private const uint SmallestNormal = 113u << 23; // 2^−14

    [MethodImpl(HotPath.Inline)]
    public static T Round<T>(T x)
        where T : struct, ILanes<T>
    {
        var sign = x & T.FromBits(SignBit);
        var a = x ^ sign;
        // 2^13 times the value's power of two, at least 0.5: its ulp is the fp16 ulp of a, so adding it rounds a.
        var exponent = a & T.FromBits(Infinity);
        exponent = T.SelectBelow(exponent, (int)SmallestNormal, T.FromBits(SmallestNormal), exponent);
        var magic = T.AddBits(exponent, T.FromBits(13u << 23));
        var rounded = (a + magic) - magic;
        // 65520 is half-way between the largest finite value and 2^16.
        rounded = T.Select(T.LessThan(a, T.Create(65520f)), rounded, T.FromBits(Infinity));
        return T.Select(T.Same(a, a), rounded | sign, T.FromBits(0x7FC0_0000));
    }

    [MethodImpl(HotPath.Inline)]
    public static T Pack<T>(T low, T high)
        where T : struct, ILanes<T>
        => ToBits(low) | T.ShiftLeft(ToBits(high), 16);

    [MethodImpl(HotPath.Inline)]
    public static T UnpackLow<T>(T packed)
        where T : struct, ILanes<T>
        => UnpackHigh(T.ShiftLeft(packed, 16));

    [MethodImpl(HotPath.Inline)]
    public static T UnpackHigh<T>(T packed)
        where T : struct, ILanes<T>
    {
        var finite = UnpackFinite(packed);
        // Rebiased like a normal number, exponent 31 reads 143; 112 more are the 255 of infinity and NaN.
        var special = T.AddBits(finite, T.FromBits(Rebias));
        return T.SelectBelow(packed & T.FromBits(Exponent), (int)Exponent, finite, special);
    }

    /// <summary>The fp32 value of the high half, which is neither infinite nor NaN.</summary>
    [MethodImpl(HotPath.Inline)]
    public static T UnpackFinite<T>(T packed)
        where T : struct, ILanes<T>
    {
        var a = T.ShiftRight(packed, 3) & T.FromBits(0x0FFF_E000);
        var normal = T.AddBits(a, T.FromBits(Rebias));
        // Rebiased like a normal number, a subnormal m·2^−24 reads 2^−15 + m·2^−25; no step has a subnormal operand,
        // which some processors are slow on.
        var subnormal = T.Fma(normal, T.Create(2f), T.FromBits(SignBit | SmallestNormal));
        return T.SelectBelow(a, 1 << 23, subnormal, normal) | (packed & T.FromBits(SignBit));
    }

    /// <summary>The 16 bits of a value that the format holds exactly.</summary>
    [MethodImpl(HotPath.Inline)]
    private static T ToBits<T>(T x)
        where T : struct, ILanes<T>
    {
        var sign = x & T.FromBits(SignBit);
        var a = x ^ sign;
        var normal = T.ShiftRight(T.AddBits(a, T.FromBits(unchecked(0u - Rebias))), 13);
        var subnormal = T.AddBits(a + T.Create(0.5f), T.FromBits(unchecked(0u - (126u << 23))));
        var special = T.Select(T.Same(a, a), T.FromBits(0x7C00), T.FromBits(0x7E00));
        var value = T.SelectBelow(a, (int)SmallestNormal, subnormal, normal);
        value = T.SelectBelow(a, (int)Infinity, value, special);
        return value | T.ShiftRight(sign, 16);
    }
}
