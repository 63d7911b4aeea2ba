using System.Numerics;

namespace LoraParity.Numerics;

/// <summary>Bit patterns of a 16-bit float format, in lanes of 32 bits.</summary>
internal interface IHalfFormat
{
    /// <summary>16-bit patterns to fp32 patterns.</summary>
    static abstract Vector<uint> Widen(Vector<uint> half);

    /// <summary>fp32 patterns to the nearest 16-bit patterns, ties to even.</summary>
    static abstract Vector<uint> Narrow(Vector<uint> single);
}
