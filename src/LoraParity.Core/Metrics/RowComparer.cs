using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>Measures one row of logits against another; all sums in fp64.</summary>
internal static class RowComparer
{
    /// <summary>Entries that <see cref="PositionMetrics.TopOverlap"/> looks at.</summary>
    public const int TopCount = 5;

    // Beyond this e^x − 1 − x says no more than the plain formula, and could overflow.
    private const double RestLimit = 30;

    /// <summary>The drift of row a from row b.</summary>
    /// <param name="reference">b, prepared; finite.</param>
    /// <param name="b">The reference's row.</param>
    /// <param name="a">The variant's row; finite.</param>
    /// <param name="variant">a's summary.</param>
    /// <param name="next">The sequence's next token, or null where it has none.</param>
    public static RowDrift Compare(ReferenceRow reference, ReadOnlySpan<float> b, ReadOnlySpan<float> a, RowSummary variant, int? next)
    {
        var token = next ?? reference.Summary.Argmax;
        var metrics = SameBits(a, b)
            ? PositionDrifts.Nothing(next)
            : Measure(reference, b, a, variant, next, token);
        return new RowDrift
        {
            Metrics = metrics,
            ReferenceOwn = b[token],
            ReferenceOther = b[variant.Argmax],
            VariantOwn = a[variant.Argmax],
            VariantOther = a[token],
        };
    }

    private static PositionMetrics Measure(
        ReferenceRow reference, ReadOnlySpan<float> b, ReadOnlySpan<float> a, RowSummary variant, int? next, int token)
    {
        var sums = DifferenceSums.Of(reference, b, a);
        var centred = CentredSums.Of(reference, b, a, sums);
        var (logRatio, kl) = LogSumExpDifference(reference, variant, sums, centred);
        var dNll = logRatio - ((double)a[token] - b[token]);
        return new PositionMetrics
        {
            MaxAbs = sums.MaxAbs,
            MaxAbsToken = IndexOf(b, a, sums.MaxAbs),
            MeanAbs = sums.SumAbs / a.Length,
            MaxRel = sums.MaxRel,
            MeanRel = sums.SumRel / a.Length,
            Rms = Math.Sqrt(centred.Squares / a.Length),
            Cosine = Cosine(centred),
            Snr = 10 * Math.Log10(centred.Reference / centred.Squares),
            Kl = kl,
            DeltaP = reference.Probability[token] * (RowVectors.ExpRest(-dNll) - dNll),
            DeltaNll = next is null ? null : dNll,
            SameTop1 = reference.Summary.Argmax == variant.Argmax,
            TopOverlap = Overlap(reference.Summary, variant),
        };
    }

    // With x = d − Σp·d, Σp·x is 0, so ln Σp·e^d = Σp·d + ln(1 + Σp·(e^x − 1 − x)), and the KL divergence is the second term:
    // a sum of terms that are never negative, in which no digit cancels however small the drift.
    private static (double LogRatio, double Kl) LogSumExpDifference(
        ReferenceRow reference, RowSummary variant, DifferenceSums sums, CentredSums centred)
    {
        if (Math.Max(sums.Largest - sums.Expected, sums.Expected - sums.Least) > RestLimit)
        {
            var difference = variant.Top.LogSumExp - reference.Summary.Top.LogSumExp;
            return (difference, Math.Max(0, difference - sums.Expected));
        }

        var kl = LogOnePlus(centred.Rest);
        return (sums.Expected + kl, kl);
    }

    // Kahan's: exact to rounding also where 1 + x rounds to 1.
    private static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    private static double Cosine(CentredSums sums)
    {
        var norms = Math.Sqrt(sums.Reference) * Math.Sqrt(sums.Variant);
        if (norms == 0)
            return sums.Squares == 0 ? 1 : 0;
        return Math.Clamp(sums.Product / norms, -1, 1);
    }

    private static double Overlap(RowSummary reference, RowSummary variant)
    {
        var own = reference.Top.Top.Take(TopCount).ToList();
        return (double)own.Count(t => variant.Top.Top.Take(TopCount).Any(o => o.Token == t.Token)) / own.Count;
    }

    [MethodImpl(RowVectors.Loop)]
    private static int IndexOf(ReadOnlySpan<float> b, ReadOnlySpan<float> a, double maxAbs)
    {
        ref var firstB = ref MemoryMarshal.GetReference(b);
        ref var firstA = ref MemoryMarshal.GetReference(a);
        var wanted = Vector256.Create(maxAbs);
        var i = 0;
        while (i + RowVectors.Step <= a.Length
            && !Vector256.EqualsAny(Vector256.Abs(RowVectors.Load(ref firstA, i) - RowVectors.Load(ref firstB, i)), wanted))
        {
            i += RowVectors.Step;
        }

        for (; i < a.Length; i++)
        {
            if (Math.Abs((double)a[i] - b[i]) == maxAbs)
                return i;
        }

        return 0;
    }

    private static bool SameBits(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));
}
