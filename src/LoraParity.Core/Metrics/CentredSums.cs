using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Metrics;

/// <summary>Second moments of centred rows, and the sum the KL divergence is made of.</summary>
/// <param name="Rest">Σ p·(e^x − 1 − x) with x = d − Σ p·d; not finite where x is too large for it.</param>
/// <param name="Squares">Σ (d − mean of d)².</param>
/// <param name="Reference">Σ (b − mean of b)².</param>
/// <param name="Variant">Σ (a − mean of a)².</param>
/// <param name="Product">Σ (a − mean of a)(b − mean of b).</param>
internal readonly record struct CentredSums(double Rest, double Squares, double Reference, double Variant, double Product)
{
    /// <summary>Walks both rows once more.</summary>
    [MethodImpl(RowVectors.Loop)]
    public static CentredSums Of(ReferenceRow reference, ReadOnlySpan<float> b, ReadOnlySpan<float> a, DifferenceSums sums)
    {
        ref var firstB = ref MemoryMarshal.GetReference(b);
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstP = ref MemoryMarshal.GetArrayDataReference(reference.Probability);
        var meanD = Vector256.Create(sums.Sum / a.Length);
        var meanA = Vector256.Create(sums.SumVariant / a.Length);
        var meanB = Vector256.Create(reference.Mean);
        var expected = Vector256.Create(sums.Expected);
        Vector256<double> rest = default, squares = default, squaresB = default, squaresA = default, product = default;
        var i = 0;
        for (; i + RowVectors.Step <= a.Length; i += RowVectors.Step)
        {
            var va = RowVectors.Load(ref firstA, i);
            var vb = RowVectors.Load(ref firstB, i);
            var d = va - vb;
            rest += Vector256.LoadUnsafe(ref firstP, (nuint)i) * RowVectors.ExpRest(d - expected);
            var (ca, cb, cd) = (va - meanA, vb - meanB, d - meanD);
            squares += cd * cd;
            squaresA += ca * ca;
            squaresB += cb * cb;
            product += ca * cb;
        }

        var centred = new CentredSums(
            Vector256.Sum(rest), Vector256.Sum(squares), Vector256.Sum(squaresB), Vector256.Sum(squaresA), Vector256.Sum(product));
        for (; i < a.Length; i++)
        {
            var d = (double)a[i] - b[i];
            var x = reference.Probability[i] * RowVectors.ExpRest(d - sums.Expected);
            centred = centred.Add(x, d - meanD.ToScalar(), b[i] - reference.Mean, a[i] - meanA.ToScalar());
        }

        return centred;
    }

    private CentredSums Add(double rest, double d, double b, double a) =>
        new(Rest + rest, Squares + d * d, Reference + b * b, Variant + a * a, Product + a * b);
}
