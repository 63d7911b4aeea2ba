using LoraParity.Inference.Tensors;
using static TorchSharp.torch;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>Keys and values of one layer: per sequence two tensors [positions, keyValueHeads, headSize] of full capacity.</summary>
internal sealed class TorchCache : KeyValueCache
{
    private readonly TorchValue[] _keys;
    private readonly TorchValue[] _values;

    public TorchCache(IReadOnlyList<int> capacities, int keyValueHeads, int headSize, ScalarType type, Device device)
    {
        TorchValue Empty(int capacity) =>
            empty([capacity, keyValueHeads, headSize], type, device).DetachFromDisposeScope();
        _keys = [.. capacities.Select(Empty)];
        _values = [.. capacities.Select(Empty)];
    }

    /// <summary>Stores new positions behind the past ones and returns all, [past + count, keyValueHeads, headSize].</summary>
    public (TorchValue Keys, TorchValue Values) Append(SequenceSlice slice, TorchValue keys, TorchValue values) =>
        (Append(_keys[slice.Sequence], slice, keys), Append(_values[slice.Sequence], slice, values));

    protected override void Release()
    {
        foreach (var tensor in _keys.Concat(_values))
            tensor.Dispose();
    }

    private static TorchValue Append(TorchValue store, SequenceSlice slice, TorchValue added)
    {
        var end = slice.Past + slice.Count;
        if (end > store.shape[0])
            throw new ArgumentException($"The cache of sequence {slice.Sequence} has room for {store.shape[0]} positions, but {end} are needed.");
        store.narrow(0, slice.Past, slice.Count).copy_(added);
        return store.narrow(0, 0, end);
    }
}
