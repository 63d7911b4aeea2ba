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
}
