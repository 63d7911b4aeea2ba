using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>The orders in which products are summed, written down plainly.</summary>
public static class ReferenceSums
{
    /// <summary>x·Wᵀ and q·k: one ascending chain, in bf16 the second of each pair first; in fp16 PyTorch's 64 chains, 8 for whole runs of 16 that are left, the last one by one.</summary>
    public static float Dot(IReadOnlyList<float> a, IReadOnlyList<float> b, Precision precision)
    {
        if (precision != Precision.Fp16)
            return Chain(a, b, Ascending(0, a.Count, precision), 0);
        var main = a.Count / 64 * 64;
        var tail = main + ((a.Count - main) / 16 * 16);
        var sum = Halve([.. Chains(a, b, 0, main, 64)]);
        if (tail > main)
            sum += Halve([.. Chains(a, b, main, tail, 8)]);
        return Chain(a, b, Enumerable.Range(tail, a.Count - tail), sum);
    }

    /// <summary>Untransposed products: one ascending chain, in bf16 the second of each pair first; in fp16 four chains by index, products behind the last multiple of four on the first.</summary>
    /// <param name="a">The left factors of <paramref name="start"/> and those behind.</param>
    /// <param name="b">The right factors.</param>
    /// <param name="start">Index of the first product; those before it are zero.</param>
    /// <param name="count">Products in all, zeros included.</param>
    /// <param name="precision">The dtype.</param>
    public static float Untransposed(IReadOnlyList<float> a, IReadOnlyList<float> b, int start, int count, Precision precision)
    {
        if (precision != Precision.Fp16)
            return Chain(a, b, Ascending(start, a.Count, precision), 0);
        var whole = count / 4 * 4;
        IEnumerable<int> Of(int chain) =>
            Enumerable.Range(0, a.Count).Where(i => start + i < whole ? (start + i) % 4 == chain : chain == 0);
        var sums = Enumerable.Range(0, 4).Select(chain => Chain(a, b, Of(chain), 0)).ToArray();
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    /// <summary>Products with A or B of an adapter in fp32: over 32 and more inputs and up to 64 outputs 16 chains by index, neighbours added first; else one chain.</summary>
    public static float Factor(IReadOnlyList<float> a, IReadOnlyList<float> b, int outputs)
        => a.Count < 32 || outputs > 64 ? Chain(a, b, Enumerable.Range(0, a.Count), 0) : Pair([.. Chains(a, b, 0, a.Count, 16)]);

    private static IEnumerable<int> Ascending(int start, int count, Precision precision)
        => Enumerable.Range(0, count).OrderBy(i => precision == Precision.Bf16 ? (start + i) ^ 1 : i);

    private static IEnumerable<float> Chains(IReadOnlyList<float> a, IReadOnlyList<float> b, int from, int to, int chains)
    {
        for (var chain = 0; chain < chains; chain++)
            yield return Chain(a, b, Enumerable.Range(from, to - from).Where(i => (i - from) % chains == chain), 0);
    }

    private static float Chain(IReadOnlyList<float> a, IReadOnlyList<float> b, IEnumerable<int> indices, float sum) =>
        indices.Aggregate(sum, (partial, i) => MathF.FusedMultiplyAdd(a[i], b[i], partial));

    private static float Pair(float[] sums)
        => sums.Length == 1 ? sums[0] : Pair([.. Enumerable.Range(0, sums.Length / 2).Select(i => sums[2 * i] + sums[(2 * i) + 1])]);

    private static float Halve(float[] sums)
    {
        for (var half = sums.Length / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                sums[i] += sums[i + half];
        }

        return sums[0];
    }
}
