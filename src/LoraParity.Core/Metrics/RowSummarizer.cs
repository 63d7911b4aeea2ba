using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>Summarises single rows of logits.</summary>
internal static class RowSummarizer
{
    /// <summary>The row's largest logits, logsumexp, tail mass and first entry that is no number.</summary>
    public static RowSummary Summarize(ReadOnlySpan<float> row, int topK)
    {
        var top = Largest(row, topK);
        var nonFinite = FirstNonFinite(row);
        if (nonFinite >= 0)
            return new RowSummary(new TopLogits(top, double.NaN, double.NaN), nonFinite);

        var max = (double)top[0].Logit;
        var sum = SumOfExp(row, max);
        var inTop = top.Sum(t => RowVectors.Exp(t.Logit - max));
        var tail = top.Length == row.Length ? 0 : Math.Max(0, (sum - inTop) / sum);
        return new RowSummary(new TopLogits(top, max + Math.Log(sum), tail), -1);
    }

    /// <summary>The largest entries, descending; equal ones in ascending order of index. NaN is never among them.</summary>
    [MethodImpl(RowVectors.Loop)]
    public static TokenLogit[] Largest(ReadOnlySpan<float> row, int count)
    {
        var top = new TokenLogit[Math.Min(count, row.Length)];
        var filled = 0;
        var threshold = Vector256.Create(float.NegativeInfinity);
        ref var first = ref MemoryMarshal.GetReference(row);
        var i = 0;
        while (i < row.Length)
        {
            if (filled == top.Length && i + Vector256<float>.Count <= row.Length
                && !Vector256.GreaterThanAny(Vector256.LoadUnsafe(ref first, (nuint)i), threshold))
            {
                i += Vector256<float>.Count;
                continue;
            }

            // One vector's worth entry by entry, so that the threshold is up to date at the next.
            for (var end = Math.Min(i + Vector256<float>.Count, row.Length); i < end; i++)
                Insert(top, ref filled, new TokenLogit(i, row[i]));
            threshold = Vector256.Create(filled == top.Length ? top[^1].Logit : float.NegativeInfinity);
        }

        return filled == top.Length ? top : top[..filled];
    }

    private static void Insert(TokenLogit[] top, ref int filled, TokenLogit entry)
    {
        if (float.IsNaN(entry.Logit) || (filled == top.Length && !(entry.Logit > top[^1].Logit)))
            return;
        if (filled < top.Length)
            filled++;
        var at = filled - 1;
        for (; at > 0 && top[at - 1].Logit < entry.Logit; at--)
            top[at] = top[at - 1];
        top[at] = entry;
    }

    [MethodImpl(RowVectors.Loop)]
    private static int FirstNonFinite(ReadOnlySpan<float> row)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var i = 0;
        // x − x is 0 for numbers and NaN for all else.
        for (; i + Vector256<float>.Count <= row.Length; i += Vector256<float>.Count)
        {
            var x = Vector256.LoadUnsafe(ref first, (nuint)i);
            if (!Vector256.EqualsAll(x - x, Vector256<float>.Zero))
                break;
        }

        for (; i < row.Length; i++)
        {
            if (!float.IsFinite(row[i]))
                return i;
        }

        return -1;
    }

    [MethodImpl(RowVectors.Loop)]
    private static double SumOfExp(ReadOnlySpan<float> row, double max)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var shift = Vector256.Create(max);
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i + RowVectors.Step <= row.Length; i += RowVectors.Step)
            sums += RowVectors.Exp(RowVectors.Load(ref first, i) - shift);
        var sum = Vector256.Sum(sums);
        for (; i < row.Length; i++)
            sum += RowVectors.Exp(row[i] - max);
        return sum;
    }
}
