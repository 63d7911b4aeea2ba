using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>Keys and values of one layer of one decoding variant; made at the layer's first attention, when its shape is known.</summary>
/// <param name="backend">Where they live.</param>
/// <param name="capacities">Most positions of each sequence.</param>
internal sealed class LayerCaches(ITensorBackend backend, IReadOnlyList<int> capacities) : IDisposable
{
    private readonly List<KeyValueCache> _caches = [];

    /// <summary>The cache of the layer's n-th attention.</summary>
    public KeyValueCache Of(int attention, AttentionShape shape, Precision precision)
    {
        if (attention == _caches.Count)
            _caches.Add(backend.CreateCache(capacities, shape.KeyValueHeads, shape.HeadSize, precision));
        return _caches[attention];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var cache in _caches)
            cache.Dispose();
        _caches.Clear();
    }
}
