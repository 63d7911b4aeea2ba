using LoraParity.Inference.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Tensor = LoraParity.Inference.Tensors.Tensor;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>Eager attention, sequence by sequence: no padding, so a batch never changes a sequence's numbers.</summary>
internal sealed partial class TorchBackend
{
    public Tensor Attend(
        Tensor q, Tensor k, Tensor v, AttentionShape shape, IReadOnlyList<SequenceSlice> batch, KeyValueCache? cache)
    {
        if (cache is null && batch.FirstOrDefault(slice => slice.Past != 0) is { } past)
            throw new ArgumentException($"Sequence {past.Sequence} has {past.Past} earlier positions, but no cache is given.", nameof(batch));
        using var scope = NewDisposeScope();
        var queries = Value(q).reshape(q.Rows, shape.Heads, shape.HeadSize);
        var keys = Value(k).reshape(k.Rows, shape.KeyValueHeads, shape.HeadSize);
        var values = Value(v).reshape(v.Rows, shape.KeyValueHeads, shape.HeadSize);
        var parts = batch.Select(slice => Attend(slice, queries, keys, values, shape, cache as TorchCache)).ToArray();
        return Result(parts.Length == 1 ? parts[0] : cat(parts, 0));
    }

    private TorchValue Attend(
        SequenceSlice slice, TorchValue queries, TorchValue keys, TorchValue values, AttentionShape shape, TorchCache? cache)
    {
        var own = queries.narrow(0, slice.FirstRow, slice.Count).transpose(0, 1);
        var seenKeys = keys.narrow(0, slice.FirstRow, slice.Count);
        var seenValues = values.narrow(0, slice.FirstRow, slice.Count);
        if (cache is not null)
            (seenKeys, seenValues) = cache.Append(slice, seenKeys, seenValues);

        var scores = own.matmul(PerHead(seenKeys, shape).transpose(1, 2)) * shape.Scale;
        if (shape.SoftCap is { } cap)
            scores = SoftCapped(scores, cap);
        scores = scores.masked_fill(Hidden(slice, shape), float.NegativeInfinity);
        var weights = functional.softmax(scores, -1, ScalarType.Float32).to(own.dtype);
        return weights.matmul(PerHead(seenValues, shape)).transpose(0, 1).reshape(slice.Count, -1);
    }

    /// <summary>[positions, keyValueHeads, size] as [heads, positions, size].</summary>
    private static TorchValue PerHead(TorchValue x, AttentionShape shape) =>
        x.transpose(0, 1).repeat_interleave(shape.Heads / shape.KeyValueHeads, 0);

    /// <summary>True where a query must not see a key, [count, past + count].</summary>
    private TorchValue Hidden(SequenceSlice slice, AttentionShape shape)
    {
        var key = arange(slice.Past + slice.Count, ScalarType.Int64, _device).unsqueeze(0);
        var query = arange(slice.Past, slice.Past + slice.Count, ScalarType.Int64, _device).unsqueeze(1);
        var hidden = shape.Causal ? key > query : zeros([slice.Count, slice.Past + slice.Count], ScalarType.Bool, _device);
        return shape.Window is { } window ? hidden.logical_or(key <= query - window) : hidden;
    }
}
