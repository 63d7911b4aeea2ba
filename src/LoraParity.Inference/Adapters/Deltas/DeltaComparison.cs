using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LoraParity.Inference.Tensors.Cpu;

namespace LoraParity.Inference.Adapters.Deltas;

/// <summary>
/// Compares what a merge did to a weight with what it should have done. Sums run in double in four chains, whatever the machine's
/// vectors, so that every machine gets the same figures.
/// </summary>
internal sealed class DeltaComparison
{
    private long _meant;
    private long _unchanged;
    private Vector256<double> _error;
    private Vector256<double> _intended;
    private Vector256<double> _effective;
    private Vector256<double> _dot;
    private Vector256<double> _weight;

    /// <summary>Share of the elements meant to change that did not; 0 where none was meant to.</summary>
    public double Unchanged => _meant == 0 ? 0 : (double)_unchanged / _meant;

    /// <summary>‖effective − intended‖ / ‖intended‖; 0 where nothing was intended.</summary>
    public double RelativeError => Intended == 0 ? 0 : Math.Sqrt(Vector256.Sum(_error) / Intended);

    /// <summary>Cosine of effective and intended; 1 where nothing was intended, 0 where nothing happened.</summary>
    public double Cosine => Intended == 0 ? 1 : Effective == 0 ? 0 : Dot / Math.Sqrt(Intended * Effective);

    /// <summary>The s that minimises ‖effective − s·intended‖; 1 where nothing was intended.</summary>
    public double Scale => Intended == 0 ? 1 : Dot / Intended;

    /// <summary>‖intended‖ / ‖weight without the merge‖; 0 where that is all zero.</summary>
    public double RelativeSize => Vector256.Sum(_weight) is var weight and not 0 ? Math.Sqrt(Intended / weight) : 0;

    private double Intended => Vector256.Sum(_intended);

    private double Effective => Vector256.Sum(_effective);

    private double Dot => Vector256.Sum(_dot);

    /// <summary>Adds elements.</summary>
    /// <param name="before">The weight without the merge, through the same casts.</param>
    /// <param name="after">The weight with it.</param>
    /// <param name="delta">What was to be added.</param>
    public void Add(ReadOnlySpan<float> before, ReadOnlySpan<float> after, ReadOnlySpan<float> delta)
    {
        var whole = delta.Length & -Vector256<float>.Count;
        AddVectors(before[..whole], after[..whole], delta[..whole]);
        var rest = delta.Length - whole;
        if (rest == 0)
            return;
        Span<float> padded = stackalloc float[3 * Vector256<float>.Count];
        padded.Clear();
        before.Slice(whole, rest).CopyTo(padded);
        after.Slice(whole, rest).CopyTo(padded[Vector256<float>.Count..]);
        delta[whole..].CopyTo(padded[(2 * Vector256<float>.Count)..]);
        AddVectors(padded[..8], padded[8..16], padded[16..]);
    }

    /// <summary>Adds what another comparison, of elements further on, has summed.</summary>
    public void Add(DeltaComparison later)
    {
        (_meant, _unchanged) = (_meant + later._meant, _unchanged + later._unchanged);
        (_error, _intended, _effective) = (_error + later._error, _intended + later._intended, _effective + later._effective);
        (_dot, _weight) = (_dot + later._dot, _weight + later._weight);
    }

    [MethodImpl(HotPath.Loop)]
    private void AddVectors(ReadOnlySpan<float> before, ReadOnlySpan<float> after, ReadOnlySpan<float> delta)
    {
        // Locals stay in registers; fields would be stored and loaded at every step.
        var (meant, unchanged) = (0L, 0L);
        var (error, intended, effective, dot, weight) = (_error, _intended, _effective, _dot, _weight);
        for (var i = 0; i < delta.Length; i += Vector256<float>.Count)
        {
            var (b, a, d) = (Vector256.Create(before[i..]), Vector256.Create(after[i..]), Vector256.Create(delta[i..]));
            var means = ~Vector256.Equals(d, Vector256<float>.Zero);
            meant += BitOperations.PopCount(means.ExtractMostSignificantBits());
            unchanged += BitOperations.PopCount((means & Vector256.Equals(a, b)).ExtractMostSignificantBits());
            AddFour(Vector256.WidenLower(b), Vector256.WidenLower(a), Vector256.WidenLower(d), ref error, ref intended, ref effective, ref dot, ref weight);
            AddFour(Vector256.WidenUpper(b), Vector256.WidenUpper(a), Vector256.WidenUpper(d), ref error, ref intended, ref effective, ref dot, ref weight);
        }

        (_meant, _unchanged) = (_meant + meant, _unchanged + unchanged);
        (_error, _intended, _effective, _dot, _weight) = (error, intended, effective, dot, weight);
    }

    [MethodImpl(HotPath.Inline)]
    private static void AddFour(
        Vector256<double> before,
        Vector256<double> after,
        Vector256<double> delta,
        ref Vector256<double> error,
        ref Vector256<double> intended,
        ref Vector256<double> effective,
        ref Vector256<double> dot,
        ref Vector256<double> weight)
    {
        var change = after - before;
        var off = change - delta;
        error += off * off;
        intended += delta * delta;
        effective += change * change;
        dot += change * delta;
        weight += before * before;
    }
}
