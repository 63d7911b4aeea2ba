using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Keys and values of several sequences for one layer.</summary>
internal sealed class CpuCache : KeyValueCache
{
    private readonly CachedSequence[] _sequences;

    public CpuCache(BufferPool pool, IEnumerable<int> capacities, int keyValueHeads, int headSize, Precision precision)
    {
        (KeyValueHeads, HeadSize, Precision) = (keyValueHeads, headSize, precision);
        _sequences = [.. capacities.Select(capacity => new CachedSequence(pool, capacity, keyValueHeads, headSize, precision == Precision.Bf16))];
    }

    /// <summary>Key and value heads.</summary>
    public int KeyValueHeads { get; }

    /// <summary>Features of one head.</summary>
    public int HeadSize { get; }

    /// <summary>The dtype of keys and values.</summary>
    public Precision Precision { get; }

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
