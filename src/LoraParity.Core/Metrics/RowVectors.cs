using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Metrics;

/// <summary>
/// Four fp32 entries at a time, widened to fp64. The width is fixed, so that sums are taken in the same order on every machine,
/// and the exponential is the project's own, so that it has the same bits there.
/// </summary>
internal static class RowVectors
{
    /// <summary>
    /// How methods that walk over a row ask to be compiled: optimised from the first call on, since a short run would be over before the
    /// runtime does it by itself, and apart from their callers, so that every sum has its register.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Entries of one step.</summary>
    public const int Step = 4;

    // Below this |x| the series of e^x − 1 − x is exact to fp64 rounding.
    private const double SeriesLimit = 0.36;

    // ln 2 in two parts: the first has trailing zeros enough that n·High is exact for every n in reach.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634;

    // e^x is a normal number between these; beyond them it is taken as the limit's.
    private const double Least = -708;
    private const double Largest = 709;

    // Adding it rounds to an integer and leaves that in the low bits.
    private const double Rounder = 6755399441055744.0;

    /// <summary>The entries i to i + 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref float row, int i) =>
        Vector256.WidenLower(Vector128.LoadUnsafe(ref row, (nuint)i).ToVector256Unsafe());

    /// <summary>e^x to fp64 rounding, give or take one unit in the last place; x at or below 0 gives at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        x = Vector256.MinNative(Vector256.MaxNative(x, Vector256.Create(Least)), Vector256.Create(Largest));
        var shifted = Fma(x, Vector256.Create(Log2E), Vector256.Create(Rounder));
        var n = shifted - Vector256.Create(Rounder);
        var r = Fma(n, Vector256.Create(-Ln2Low), Fma(n, Vector256.Create(-Ln2High), x));
        var fraction = Vector256<double>.One + (r + SmallExpRest(r));
        // Powers of two are added to the exponent's bits.
        return (fraction.AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    /// <summary>e^x of one number, with the bits of the vector's.</summary>
    public static double Exp(double x) => Exp(Vector256.Create(x)).ToScalar();

    /// <summary>e^x − 1 − x, accurate also where it is tiny: never negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpRest(Vector256<double> x)
    {
        var small = Vector256.LessThan(Vector256.Abs(x), Vector256.Create(SeriesLimit));
        var series = SmallExpRest(x);
        return small.ExtractMostSignificantBits() == 0b1111
            ? series
            : Vector256.ConditionalSelect(small, series, Exp(x) - Vector256<double>.One - x);
    }

    /// <summary>e^x − 1 − x of one number, with the bits of the vector's.</summary>
    public static double ExpRest(double x) => ExpRest(Vector256.Create(x)).ToScalar();

    // Taylor's series from x² / 2! to x¹³ / 13!: the next term is below 1e-16 of e^x, and of the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SmallExpRest(Vector256<double> x)
    {
        var sum = Vector256.Create(1.0 / 6227020800);
        sum = Fma(sum, x, Vector256.Create(1.0 / 479001600));
        sum = Fma(sum, x, Vector256.Create(1.0 / 39916800));
        sum = Fma(sum, x, Vector256.Create(1.0 / 3628800));
        sum = Fma(sum, x, Vector256.Create(1.0 / 362880));
        sum = Fma(sum, x, Vector256.Create(1.0 / 40320));
        sum = Fma(sum, x, Vector256.Create(1.0 / 5040));
        sum = Fma(sum, x, Vector256.Create(1.0 / 720));
        sum = Fma(sum, x, Vector256.Create(1.0 / 120));
        sum = Fma(sum, x, Vector256.Create(1.0 / 24));
        sum = Fma(sum, x, Vector256.Create(1.0 / 6));
        sum = Fma(sum, x, Vector256.Create(1.0 / 2));
        return sum * (x * x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.FusedMultiplyAdd(a, b, c);
}
