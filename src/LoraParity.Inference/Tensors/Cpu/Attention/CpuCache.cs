using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Keys and values of several sequences for one layer.</summary>
internal sealed class CpuCache : KeyValueCache
{
    private readonly CachedSequence[] _sequences;

    public CpuCache(BufferPool pool, IEnumerable<int> capacities, int keyValueHeads, int headSize, Precision precision)
    {
        (KeyValueHeads, HeadSize, Precision) = (keyValueHeads, headSize, precision);
        FeatureOrder = SumOrder.Of(precision, headSize);
        Features = FeatureOrder.Permutation();
        var stored = precision == Precision.Bf16 ? Features : null;
        _sequences = [.. capacities.Select(capacity => new CachedSequence(pool, capacity, keyValueHeads, headSize, stored))];
    }

    /// <summary>Key and value heads.</summary>
    public int KeyValueHeads { get; }

    /// <summary>Features of one head.</summary>
    public int HeadSize { get; }

    /// <summary>The dtype of keys and values.</summary>
    public Precision Precision { get; }

    /// <summary>The order of the sums over a head's features.</summary>
    public SumOrder FeatureOrder { get; }

    /// <summary>The features in that order; null where they stand in it.</summary>
    public int[]? Features { get; }

    /// <summary>Number of sequences.</summary>
    public int Count => _sequences.Length;

    /// <summary>One sequence.</summary>
    public CachedSequence this[int sequence] => _sequences[sequence];

    protected override void Release()
    {
        foreach (var sequence in _sequences)
            sequence.Dispose();
    }
}
