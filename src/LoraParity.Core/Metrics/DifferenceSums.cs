using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Metrics;

/// <summary>Sums and extremes of d = a − b over one row, before anything is centred.</summary>
internal readonly record struct DifferenceSums(
    double Sum, double SumAbs, double Least, double Largest, double Expected, double SumRel, double MaxRel, double SumVariant)
{
    /// <summary>Largest |d|.</summary>
    public double MaxAbs => Math.Max(-Least, Largest);

    /// <summary>Walks both rows once.</summary>
    /// <param name="reference">b, prepared.</param>
    /// <param name="b">The reference's row.</param>
    /// <param name="a">The variant's row.</param>
    [MethodImpl(RowVectors.Loop)]
    public static DifferenceSums Of(ReferenceRow reference, ReadOnlySpan<float> b, ReadOnlySpan<float> a)
    {
        ref var firstB = ref MemoryMarshal.GetReference(b);
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstP = ref MemoryMarshal.GetArrayDataReference(reference.Probability);
        ref var firstInverse = ref MemoryMarshal.GetArrayDataReference(reference.InverseAbs);
        Vector256<double> sum = default, sumAbs = default, expected = default, sumRel = default, maxRel = default, sumA = default;
        var (least, largest) = (Vector256.Create(double.PositiveInfinity), Vector256.Create(double.NegativeInfinity));
        var i = 0;
        for (; i + RowVectors.Step <= a.Length; i += RowVectors.Step)
        {
            var va = RowVectors.Load(ref firstA, i);
            var d = va - RowVectors.Load(ref firstB, i);
            var abs = Vector256.Abs(d);
            var rel = abs * Vector256.LoadUnsafe(ref firstInverse, (nuint)i);
            sumA += va;
            sum += d;
            sumAbs += abs;
            sumRel += rel;
            maxRel = Vector256.MaxNative(maxRel, rel);
            least = Vector256.MinNative(least, d);
            largest = Vector256.MaxNative(largest, d);
            expected += Vector256.LoadUnsafe(ref firstP, (nuint)i) * d;
        }

        var sums = new DifferenceSums(
            Vector256.Sum(sum), Vector256.Sum(sumAbs), Least4(least), -Least4(-largest), Vector256.Sum(expected),
            Vector256.Sum(sumRel), -Least4(-maxRel), Vector256.Sum(sumA));
        for (; i < a.Length; i++)
            sums = sums.Add(a[i], (double)a[i] - b[i], reference.Probability[i], reference.InverseAbs[i]);
        return sums;
    }

    private DifferenceSums Add(double a, double d, double probability, double inverseAbs) => new(
        Sum + d, SumAbs + Math.Abs(d), Math.Min(Least, d), Math.Max(Largest, d), Expected + probability * d,
        SumRel + Math.Abs(d) * inverseAbs, Math.Max(MaxRel, Math.Abs(d) * inverseAbs), SumVariant + a);

    private static double Least4(Vector256<double> v) => Math.Min(Math.Min(v[0], v[1]), Math.Min(v[2], v[3]));
}
