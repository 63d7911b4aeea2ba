using LoraParity.Inference.Tensors.Cpu.Memory;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Checks of what the caller passes to attention; a mismatch is a bug there.</summary>
internal static class AttentionChecks
{
    /// <summary>Heads, columns and slices fit together.</summary>
    public static void Require(Tensor q, Tensor k, Tensor v, AttentionShape shape, IReadOnlyList<SequenceSlice> batch)
    {
        if (shape.KeyValueHeads < 1 || shape.Heads % shape.KeyValueHeads != 0)
            throw new ArgumentException($"{shape.Heads} query heads cannot share {shape.KeyValueHeads} key heads evenly.", nameof(shape));
        if (shape.Window is not null && (!shape.Causal || shape.Window < 1))
            throw new ArgumentException($"A window of {shape.Window} positions needs a causal mask and at least one position.", nameof(shape));
        Shapes.Require(q, q.Rows, shape.Heads * shape.HeadSize, nameof(q));
        Shapes.Require(k, q.Rows, shape.KeyValueHeads * shape.HeadSize, nameof(k));
        Shapes.Require(v, q.Rows, shape.KeyValueHeads * shape.HeadSize, nameof(v));
        foreach (var slice in batch)
            Shapes.RequireRange(slice.FirstRow, slice.Count, q.Rows, "rows");
        if (batch.Sum(slice => slice.Count) != q.Rows)
            throw new ArgumentException($"The slices hold {batch.Sum(slice => slice.Count)} rows, 'q' has the shape {Shapes.Text(q)}.", nameof(batch));
    }

    /// <summary>Without a cache no sequence has a past.</summary>
    public static void RequireNoPast(IReadOnlyList<SequenceSlice> batch)
    {
        if (batch.FirstOrDefault(slice => slice.Past != 0) is { } slice)
            throw new ArgumentException($"Sequence {slice.Sequence} has {slice.Past} earlier positions, but no cache is given.", nameof(batch));
    }

    /// <summary>The cache as this backend's own, with room for the batch.</summary>
    public static CpuCache Own(KeyValueCache cache, Tensor k, AttentionShape shape, IReadOnlyList<SequenceSlice> batch)
    {
        if (cache is not CpuCache own)
            throw new ArgumentException($"The cache belongs to another backend: '{cache.GetType().Name}'.", nameof(cache));
        if (own.KeyValueHeads != shape.KeyValueHeads || own.HeadSize != shape.HeadSize || own.Precision != k.Precision)
        {
            throw new ArgumentException(
                $"The cache holds {own.KeyValueHeads} heads of {own.HeadSize} {own.Precision}, the layer has {shape.KeyValueHeads} of {shape.HeadSize} {k.Precision}.",
                nameof(cache));
        }

        foreach (var slice in batch)
            RequireRoom(own, slice);
        return own;
    }

    private static void RequireRoom(CpuCache cache, SequenceSlice slice)
    {
        Shapes.RequireRange(slice.Sequence, 1, cache.Count, "sequences");
        var sequence = cache[slice.Sequence];
        if (slice.Past > sequence.Length)
            throw new ArgumentException($"Sequence {slice.Sequence} continues at position {slice.Past}, but its cache ends at {sequence.Length}.", nameof(slice));
        if (slice.Past + slice.Count > sequence.Capacity)
            throw new ArgumentException($"Sequence {slice.Sequence} grows to {slice.Past + slice.Count} positions; its cache holds {sequence.Capacity}.", nameof(slice));
    }
}
