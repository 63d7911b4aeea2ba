using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoraParity.Engines;
using LoraParity.Metrics;
using LoraParity.Running.Design;

namespace LoraParity.Running.Recording;

/// <summary>Measures hidden states layer by layer.</summary>
internal sealed class HiddenDrifts(IReadOnlyCollection<PairId> pairs)
{
    private readonly Dictionary<(PairId Pair, int Prompt), SortedList<int, (double Rms, double Relative)>> _drifts = [];

    /// <summary>Measures all pairs after one layer.</summary>
    public void Add(in HiddenBlock block)
    {
        var done = new Dictionary<(int A, int B), (double, double)>();
        foreach (var pair in pairs)
        {
            var groups = (block.Group(pair.Variant), block.Group(pair.Against));
            if (!done.TryGetValue(groups, out var drift))
                done[groups] = drift = Measure(block.Rows(pair.Variant), block.Rows(pair.Against));
            if (!_drifts.TryGetValue((pair, block.Prompt), out var layers))
                _drifts[(pair, block.Prompt)] = layers = [];
            layers[block.Layer] = drift;
        }
    }

    /// <summary>Takes what an earlier run measured.</summary>
    public void Restore(PairId pair, int prompt, IEnumerable<(int Layer, double Rms, double Relative)> layers)
    {
        var known = _drifts[(pair, prompt)] = [];
        foreach (var (layer, rms, relative) in layers)
            known[layer] = (rms, relative);
    }

    /// <summary>The drift after each layer of one pair on one prompt; empty where none was measured.</summary>
    public IReadOnlyDictionary<int, (double Rms, double Relative)> Of(PairId pair, int prompt) =>
        _drifts.GetValueOrDefault((pair, prompt)) ?? [];

    internal static (double Rms, double Relative) Measure(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstB = ref MemoryMarshal.GetReference(b);
        Vector256<double> squares = default, own = default;
        var i = 0;
        for (; i + RowVectors.Step <= a.Length; i += RowVectors.Step)
        {
            var vb = RowVectors.Load(ref firstB, i);
            var d = RowVectors.Load(ref firstA, i) - vb;
            squares += d * d;
            own += vb * vb;
        }

        var (sum, reference) = (Vector256.Sum(squares), Vector256.Sum(own));
        for (; i < a.Length; i++)
        {
            sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
            reference += (double)b[i] * b[i];
        }

        return (Math.Sqrt(sum / a.Length), sum == 0 ? 0 : Math.Sqrt(sum / reference));
    }
}
