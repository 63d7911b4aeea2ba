using System.Numerics;

namespace LoraParity.Numerics;

/// <summary>IEEE 754 binary16. Subnormals are formed by an exact fp32 addition or subtraction, so no lane needs a loop.</summary>
internal readonly struct Float16Bits : IHalfFormat
{
    private const int MantissaShift = 13;
    private const uint Rebias = (127u - 15) << 23;
    private const uint SmallestNormal = (127u - 14) << 23;
    private const uint FirstInfinite = (127u + 16) << 23;
    private const uint SubnormalMagic = (127u - 15 + 13 + 1) << 23;

    public static Vector<uint> Widen(Vector<uint> half)
    {
        var sign = (half & new Vector<uint>(0x8000)) << 16;
        var magnitude = (half & new Vector<uint>(0x7FFF)) << MantissaShift;
        var exponent = magnitude & new Vector<uint>(0x7C00u << MantissaShift);
        var normal = magnitude + new Vector<uint>(Rebias);
        var infinite = normal + new Vector<uint>((128u - 16) << 23);
        var smallest = new Vector<uint>(SmallestNormal);
        var subnormal = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude + smallest) - Vector.AsVectorSingle(smallest));

        var result = Vector.ConditionalSelect(Vector.Equals(exponent, Vector<uint>.Zero), subnormal, normal);
        result = Vector.ConditionalSelect(Vector.Equals(exponent, new Vector<uint>(0x7C00u << MantissaShift)), infinite, result);
        return result | sign;
    }

    public static Vector<uint> Narrow(Vector<uint> single)
    {
        var sign = (single & new Vector<uint>(0x80000000)) >>> 16;
        var magnitude = single & new Vector<uint>(0x7FFFFFFF);
        var odd = (magnitude >>> MantissaShift) & Vector<uint>.One;
        var normal = (magnitude - new Vector<uint>(Rebias) + new Vector<uint>(0xFFF) + odd) >>> MantissaShift;
        var magic = new Vector<uint>(SubnormalMagic);
        var subnormal = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) + Vector.AsVectorSingle(magic)) - magic;
        var isNaN = Vector.GreaterThan(magnitude, new Vector<uint>(0x7F800000));
        var special = Vector.ConditionalSelect(isNaN, new Vector<uint>(0x7E00), new Vector<uint>(0x7C00));

        var result = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<uint>(SmallestNormal)), subnormal, normal);
        result = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(magnitude, new Vector<uint>(FirstInfinite)), special, result);
        return result | sign;
    }
}
