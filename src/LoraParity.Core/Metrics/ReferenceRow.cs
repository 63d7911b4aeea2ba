using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>One finite row that others are measured against, with what all those measurements share. Its buffers are reused from row to row.</summary>
internal sealed class ReferenceRow(int width)
{
    // What stands in for |b| where b is 0, as Polygraphy does: the spacing of fp64 at 1.
    private const double Least = 2.220446049250313e-16;

    /// <summary>Softmax of the row.</summary>
    public double[] Probability { get; } = new double[width];

    /// <summary>1 / |b| of each entry.</summary>
    public double[] InverseAbs { get; } = new double[width];

    /// <summary>Mean of the row.</summary>
    public double Mean { get; private set; }

    /// <summary>The row's own summary.</summary>
    public RowSummary Summary { get; private set; } = null!;

    /// <summary>Takes the next row.</summary>
    [MethodImpl(RowVectors.Loop)]
    public void Prepare(ReadOnlySpan<float> row, RowSummary summary)
    {
        Summary = summary;
        ref var first = ref MemoryMarshal.GetReference(row);
        var logSumExp = Vector256.Create(summary.Top.LogSumExp);
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i + RowVectors.Step <= row.Length; i += RowVectors.Step)
        {
            var b = RowVectors.Load(ref first, i);
            sums += b;
            RowVectors.Exp(b - logSumExp).CopyTo(Probability, i);
            (Vector256<double>.One / Vector256.MaxNative(Vector256.Abs(b), Vector256.Create(Least))).CopyTo(InverseAbs, i);
        }

        var sum = Vector256.Sum(sums);
        for (; i < row.Length; i++)
        {
            sum += row[i];
            Probability[i] = RowVectors.Exp(row[i] - summary.Top.LogSumExp);
            InverseAbs[i] = 1 / Math.Max(Math.Abs((double)row[i]), Least);
        }

        Mean = sum / row.Length;
    }
}
