namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>
/// Double-precision functions from correctly rounded operations only (+ − · / fma), so that tables made with them
/// have the same bits on every machine; the platform's own differ in the last place. Good to about one ulp;
/// <see cref="Pow"/> to |y · ln x| ulps.
/// </summary>
public static class DeterministicMath
{
    private const double Ln2High = 0.693147180369123816490; // 33 bits, so that small integers times it are exact
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double HalfPiHigh = 1.57079632673412561417; // 33 bits
    private const double HalfPiMiddle = 6.07710050630396597660e-11; // 33 bits
    private const double HalfPiLow = 2.02226624879595063154e-21;
    private const double RoundToInteger = 6755399441055744.0; // 1.5 · 2^52

    private static readonly double[] ExpTerms = InverseFactorials(14);
    private static readonly double[] SinTerms = Alternating(InverseFactorials(20), 3);
    private static readonly double[] CosTerms = Alternating(InverseFactorials(20), 2);
    private static readonly double[] LogTerms = [.. Enumerable.Range(1, 12).Select(k => 2.0 / ((2 * k) + 1))];

    /// <summary>e^x.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 710)
            return double.PositiveInfinity;
        if (x < -746)
            return 0;
        var n = Math.FusedMultiplyAdd(x, 1.4426950408889634, RoundToInteger) - RoundToInteger;
        var r = Math.FusedMultiplyAdd(-n, Ln2Low, Math.FusedMultiplyAdd(-n, Ln2High, x));
        var half = (int)n >> 1;
        return Evaluate(ExpTerms, r) * PowerOfTwo(half) * PowerOfTwo((int)n - half);
    }

    /// <summary>The natural logarithm.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        var exponent = 0;
        if (!double.IsNormal(x))
            (x, exponent) = (x * 18014398509481984.0, -54);
        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
            (m, exponent) = (m / 2, exponent + 1);
        return LogNearOne(m, exponent);
    }

    /// <summary>x^y for x &gt; 0, as e^(y · ln x).</summary>
    public static double Pow(double x, double y) => y == 0 || x == 1 ? 1 : Exp(y * Log(x));

    /// <summary>sin x; |x| up to 2^30 radians.</summary>
    public static double Sin(double x)
    {
        var (quadrant, r) = Reduce(x);
        return Quadrant(quadrant, r);
    }

    /// <summary>cos x; |x| up to 2^30 radians.</summary>
    public static double Cos(double x)
    {
        var (quadrant, r) = Reduce(x);
        return Quadrant(quadrant + 1, r);
    }

    /// <summary>2·artanh(f/(2+f)) + exponent·ln 2, where m = 1 + f; f itself is split off to keep its exact bits.</summary>
    private static double LogNearOne(double m, int exponent)
    {
        var f = m - 1;
        var s = f / (2 + f);
        var z = s * s;
        // ln(1+f) = f − f²/2 + s·(f²/2 + z·series): the leading terms are exact or nearly so.
        var halfSquare = 0.5 * f * f;
        var tail = s * Math.FusedMultiplyAdd(z, Evaluate(LogTerms, z), halfSquare);
        var low = Math.FusedMultiplyAdd(exponent, Ln2Low, tail);
        return Math.FusedMultiplyAdd(exponent, Ln2High, f - (halfSquare - low));
    }

    private static double Quadrant(long quadrant, double r)
    {
        var value = (quadrant & 1) == 0 ? SinSmall(r) : CosSmall(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static double SinSmall(double r)
    {
        var z = r * r;
        return Math.FusedMultiplyAdd(r * z, Evaluate(SinTerms, z), r);
    }

    private static double CosSmall(double r)
    {
        var z = r * r;
        return Math.FusedMultiplyAdd(z, Evaluate(CosTerms, z), 1);
    }

    /// <summary>x = quadrant · π/2 + r with |r| ≤ π/4.</summary>
    private static (long Quadrant, double Angle) Reduce(double x)
    {
        if (!(Math.Abs(x) <= 1 << 30))
            throw new ArgumentOutOfRangeException(nameof(x), x, "Angles beyond 2^30 radians are not supported.");
        var n = Math.FusedMultiplyAdd(x, 0.6366197723675814, RoundToInteger) - RoundToInteger;
        var r = Math.FusedMultiplyAdd(-n, HalfPiHigh, x);
        r = Math.FusedMultiplyAdd(-n, HalfPiMiddle, r);
        r = Math.FusedMultiplyAdd(-n, HalfPiLow, r);
        return ((long)n, r);
    }

    /// <summary>Horner's rule, highest power first.</summary>
    private static double Evaluate(double[] terms, double x)
    {
        var sum = 0.0;
        for (var i = terms.Length - 1; i >= 0; i--)
            sum = Math.FusedMultiplyAdd(sum, x, terms[i]);
        return sum;
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);

    private static double[] InverseFactorials(int count)
    {
        var terms = new double[count];
        var factorial = 1.0;
        for (var i = 0; i < count; i++)
        {
            terms[i] = 1 / factorial;
            factorial *= i + 1;
        }

        return terms;
    }

    /// <summary>Every second term from <paramref name="first"/> on, the first negative.</summary>
    private static double[] Alternating(double[] terms, int first)
        => [.. terms.Where((_, i) => i >= first && (i - first) % 2 == 0).Select((term, i) => i % 2 == 0 ? -term : term)];
}
