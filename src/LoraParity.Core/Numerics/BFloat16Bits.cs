using System.Numerics;

namespace LoraParity.Numerics;

/// <summary>bfloat16: the upper half of an fp32 pattern.</summary>
internal readonly struct BFloat16Bits : IHalfFormat
{
    private const uint QuietNaN = 0x7FC0;

    public static Vector<uint> Widen(Vector<uint> half) => half << 16;

    public static Vector<uint> Narrow(Vector<uint> single)
    {
        var isNaN = Vector.GreaterThan(single & new Vector<uint>(0x7FFFFFFF), new Vector<uint>(0x7F800000));
        var odd = (single >>> 16) & Vector<uint>.One;
        var rounded = (single + new Vector<uint>(0x7FFF) + odd) >>> 16;
        return Vector.ConditionalSelect(isNaN, new Vector<uint>(QuietNaN), rounded);
    }
}
