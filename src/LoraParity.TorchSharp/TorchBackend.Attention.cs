using LoraParity.Inference.Tensors;
using TorchSharp;
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
        var parts = batch.SelectMany(slice => Attend(slice, queries, keys, values, shape, cache as TorchCache)).ToArray();
        return Result(parts.Length == 1 ? parts[0] : cat(parts, 0));
    }

    private IEnumerable<TorchValue> Attend(
        SequenceSlice slice, TorchValue queries, TorchValue keys, TorchValue values, AttentionShape shape, TorchCache? cache)
    {
        var seenKeys = keys.narrow(0, slice.FirstRow, slice.Count);
        var seenValues = values.narrow(0, slice.FirstRow, slice.Count);
        if (cache is not null)
            (seenKeys, seenValues) = cache.Append(slice, seenKeys, seenValues);
        foreach (var part in shape.Causal ? PromptFirst(slice) : [slice])
        {
            var end = part.Past + part.Count;
            var own = queries.narrow(0, part.FirstRow, part.Count).transpose(0, 1);
            yield return Attend(part, own, PerHead(seenKeys.narrow(0, 0, end), shape), PerHead(seenValues.narrow(0, 0, end), shape), shape);
        }
    }

    /// <summary>[heads, count, size] against [heads, past + count, size], as many rows at a time as the scores may take.</summary>
    private TorchValue Attend(SequenceSlice slice, TorchValue queries, TorchValue keys, TorchValue values, AttentionShape shape)
    {
        var rows = Math.Max(1, _mostScores / (shape.Heads * keys.shape[1]));
        if (slice.Count <= rows)
            return AttendRows(slice, queries, keys, values, shape);
        var parts = new List<TorchValue>();
        for (var first = 0; first < slice.Count; first += (int)rows)
        {
            var part = slice with { Count = (int)Math.Min(rows, slice.Count - first), Past = slice.Past + first };
            parts.Add(AttendRows(part, queries.narrow(1, first, part.Count), keys, values, shape));
        }

        return cat(parts, 0);
    }

    private TorchValue AttendRows(SequenceSlice slice, TorchValue queries, TorchValue keys, TorchValue values, AttentionShape shape)
    {
        using var scope = NewDisposeScope();
        // Not matmul: what libtorch throws in it, out of memory among others, ends the process.
        var scores = queries.bmm(keys.transpose(1, 2)).Times(shape.Scale);
        if (shape.SoftCap is { } cap)
            scores = SoftCapped(scores, cap);
        var count = (int)keys.shape[1];
        if (!SeesAll(slice, count, shape))
            scores.masked_fill_(Hidden(slice, count, shape), KeptScalars.Of(float.NegativeInfinity));
        var weights = shape.UpcastsScores
            ? functional.softmax(scores, -1, ScalarType.Float32).to(queries.dtype)
            : functional.softmax(scores, -1);
        return weights.bmm(values).transpose(0, 1).reshape(slice.Count, -1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The rows of a prompt apart from those behind it: they see no later keys, not even masked ones, over which libtorch would sum in
    /// another order in fp16.
    /// </summary>
    private static IEnumerable<SequenceSlice> PromptFirst(SequenceSlice slice)
    {
        var prompt = slice.Prompt - slice.Past;
        return prompt <= 0 || prompt >= slice.Count
            ? [slice]
            : [slice with { Count = prompt }, slice with { FirstRow = slice.FirstRow + prompt, Count = slice.Count - prompt, Past = slice.Prompt }];
    }

    /// <summary>[positions, keyValueHeads, size] as [heads, positions, size].</summary>
    private static TorchValue PerHead(TorchValue x, AttentionShape shape) =>
        x.transpose(0, 1).repeat_interleave(shape.Heads / shape.KeyValueHeads, 0);

    /// <summary>Whether none of so many keys is hidden from any query, as while decoding.</summary>
    private static bool SeesAll(SequenceSlice slice, int keys, AttentionShape shape) =>
        (!shape.Causal || slice.Past + 1 >= keys) && (shape.Window is not { } window || slice.Past + slice.Count <= window);

    /// <summary>True where a query must not see a key, [count, keys].</summary>
    private TorchValue Hidden(SequenceSlice slice, int keys, AttentionShape shape)
    {
        var key = Positions(0, keys).unsqueeze(0);
        var query = Positions(slice.Past, slice.Count).unsqueeze(1);
        var hidden = shape.Causal ? key > query : zeros([slice.Count, keys], ScalarType.Bool, _device);
        return shape.Window is { } window ? hidden.logical_or(key <= Positions(slice.Past - window, slice.Count).unsqueeze(1)) : hidden;
    }

    /// <summary>Counted on the device: a copy from the host would wait for all that the device has still to do.</summary>
    private TorchValue Positions(int first, int count)
    {
        using var start = first.ToScalar();
        using var end = (first + count).ToScalar();
        return arange(start, end, KeptScalars.Of(1), ScalarType.Int64, _device);
    }
}
