using System.Numerics;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>Elementwise arithmetic on rows.</summary>
internal static class RowMath
{
    /// <summary>sum[i] += addend[i].</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> addend)
    {
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(sum[i..]) + new Vector<float>(addend[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++)
            sum[i] += addend[i];
    }

    /// <summary>How many elements are equal; NaN equals nothing.</summary>
    public static int CountEqual(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (equal, i) = (0, 0);
        var lanes = Vector<int>.Zero;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            lanes -= Vector.Equals(new Vector<float>(a[i..]), new Vector<float>(b[i..]));
        for (; i < a.Length; i++)
            equal += a[i] == b[i] ? 1 : 0;
        return equal + Vector.Sum(lanes);
    }
}
