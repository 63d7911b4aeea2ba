using System.Numerics;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>
/// Some floats that are worked on together. Kernels are written once against this interface; each operation is
/// correctly rounded in every lane, so that all widths give the same bits.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal unsafe interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IBitwiseOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many floats.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>The float with this bit pattern in every lane.</summary>
    static abstract TSelf FromBits(uint bits);

    /// <summary>Reads consecutive floats.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Writes consecutive floats.</summary>
    void Store(float* destination);

    /// <summary>Reads consecutive 16-bit patterns into the low halves of the lanes' bits; the high halves are zero.</summary>
    static abstract TSelf LoadHalves(ushort* source);

    /// <summary>Writes the low halves of the lanes' bits.</summary>
    void StoreHalves(ushort* destination);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>The correctly rounded square root.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>All bits set in the lanes where a &lt; b; none where one of them is NaN.</summary>
    static abstract TSelf LessThan(TSelf a, TSelf b);

    /// <summary>All bits set in the lanes where a = b; none where one of them is NaN.</summary>
    static abstract TSelf Same(TSelf a, TSelf b);

    /// <summary>The bits of <paramref name="yes"/> where the mask is set, else those of <paramref name="no"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf yes, TSelf no);

    /// <summary>
    /// The bits of <paramref name="yes"/> where the bits of x, read as a signed integer, are below <paramref name="limit"/>,
    /// else those of <paramref name="no"/>.
    /// </summary>
    static abstract TSelf SelectBelow(TSelf x, int limit, TSelf yes, TSelf no);

    /// <summary>The sum of the bit patterns as integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The bit patterns shifted left.</summary>
    static abstract TSelf ShiftLeft(TSelf x, int bits);

    /// <summary>The bit patterns shifted right, zeros moving in.</summary>
    static abstract TSelf ShiftRight(TSelf x, int bits);

    /// <summary>The bit patterns shifted right, copies of the sign bit moving in.</summary>
    static abstract TSelf ShiftRightSigned(TSelf x, int bits);
}
