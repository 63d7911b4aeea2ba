using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Lockstep;

/// <summary>Compares what a merge did to a weight with what it should have done; eight sums in double, whatever the machine's vectors.</summary>
internal sealed class DeltaComparison
{
    private Vector512<double> _meant;
    private Vector512<double> _unchanged;
    private Vector512<double> _error;
    private Vector512<double> _intended;
    private Vector512<double> _effective;
    private Vector512<double> _dot;

    /// <summary>Share of the elements meant to change that did not; 0 where none was meant to.</summary>
    public double Unchanged => Ratio(_unchanged, _meant, 0);

    /// <summary>‖effective − intended‖ / ‖intended‖; 0 where nothing was intended.</summary>
    public double RelativeError => Math.Sqrt(Ratio(_error, _intended, 0));

    /// <summary>Cosine of effective and intended; 1 where nothing was intended, 0 where nothing happened.</summary>
    public double Cosine
    {
        get
        {
            var (intended, effective) = (Vector512.Sum(_intended), Vector512.Sum(_effective));
            return intended == 0 ? 1 : effective == 0 ? 0 : Vector512.Sum(_dot) / Math.Sqrt(intended * effective);
        }
    }

    /// <summary>The s that minimises ‖effective − s·intended‖; 1 where nothing was intended.</summary>
    public double Scale => Ratio(_dot, _intended, 1);

    /// <summary>Adds elements.</summary>
    /// <param name="before">The weight without the merge, through the same casts.</param>
    /// <param name="after">The weight with it.</param>
    /// <param name="delta">What was to be added.</param>
    public void Add(ReadOnlySpan<float> before, ReadOnlySpan<float> after, ReadOnlySpan<float> delta)
    {
        var i = 0;
        for (; i <= delta.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var (beforeLow, beforeHigh) = Vector512.Widen(Vector512.Create(before.Slice(i, Vector512<float>.Count)));
            var (afterLow, afterHigh) = Vector512.Widen(Vector512.Create(after.Slice(i, Vector512<float>.Count)));
            var (low, high) = Vector512.Widen(Vector512.Create(delta.Slice(i, Vector512<float>.Count)));
            Add(afterLow - beforeLow, low);
            Add(afterHigh - beforeHigh, high);
        }

        for (; i < delta.Length; i++)
            Add(Vector512.CreateScalar((double)after[i] - before[i]), Vector512.CreateScalar((double)delta[i]));
    }

    /// <summary>Eight elements; a place where nothing was meant and nothing happened adds nothing.</summary>
    private void Add(Vector512<double> effective, Vector512<double> intended)
    {
        var meant = ~Vector512.Equals(intended, Vector512<double>.Zero);
        _meant += meant & Vector512<double>.One;
        _unchanged += meant & Vector512.Equals(effective, Vector512<double>.Zero) & Vector512<double>.One;
        var error = effective - intended;
        _error += error * error;
        _intended += intended * intended;
        _effective += effective * effective;
        _dot += effective * intended;
    }

    private static double Ratio(Vector512<double> of, Vector512<double> to, double whereNone)
    {
        var divisor = Vector512.Sum(to);
        return divisor == 0 ? whereNone : Vector512.Sum(of) / divisor;
    }
}
