using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Comparison;

/// <summary>
/// Four fp32 entries at a time, widened to fp64. The width is fixed, so that sums are taken in the same order on every machine.
/// </summary>
internal static class RowVectors
{
    /// <summary>Entries of one step.</summary>
    public const int Step = 4;

    private const double SeriesLimit = 0.5;

    // 1/k! for k = 2 … 14: below |x| = 0.5 the next term is less than 3e-17 of the first.
    private static readonly double[] Series =
    [
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800,
        1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200,
    ];

    /// <summary>The entries i to i + 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref float row, int i) =>
        Vector256.WidenLower(Vector128.LoadUnsafe(ref row, (nuint)i).ToVector256Unsafe());

    /// <summary>e^x − 1 − x, accurate also where it is tiny: never negative.</summary>
    public static Vector256<double> ExpRest(Vector256<double> x)
    {
        var small = Vector256.LessThan(Vector256.Abs(x), Vector256.Create(SeriesLimit));
        var series = SmallExpRest(x);
        return small == Vector256<double>.AllBitsSet
            ? series
            : Vector256.ConditionalSelect(small, series, Vector256.Exp(x) - Vector256<double>.One - x);
    }

    /// <summary>e^x − 1 − x of one number.</summary>
    public static double ExpRest(double x) =>
        Math.Abs(x) < SeriesLimit ? SmallExpRest(Vector256.Create(x)).ToScalar() : Math.Exp(x) - 1 - x;

    private static Vector256<double> SmallExpRest(Vector256<double> x)
    {
        var sum = Vector256.Create(Series[^1]);
        for (var k = Series.Length - 2; k >= 0; k--)
            sum = sum * x + Vector256.Create(Series[k]);
        return sum * x * x;
    }
}
