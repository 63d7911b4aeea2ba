using System.Buffers;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// The blocks of ΔW that this thread formed last. While one is entered, recipes that add the same ΔW to the same rows, one after
/// the other, share it.
/// </summary>
internal sealed class DeltaMemo : IDisposable
{
    /// <summary>As many rows of ΔW as are formed together.</summary>
    public const int RowsAtOnce = 12;

    [ThreadStatic]
    private static DeltaMemo? _current;

    private readonly Dictionary<LoraDelta, (int First, int Count, float[] Values)> _blocks = new(ReferenceEqualityComparer.Instance);
    private readonly DeltaMemo? _outer;

    private DeltaMemo() => _outer = _current;

    /// <summary>The one that this thread has entered; null where it has not.</summary>
    public static DeltaMemo? Current => _current;

    /// <summary>Starts to remember, until it is disposed on the same thread.</summary>
    public static DeltaMemo Enter() => _current = new DeltaMemo();

    /// <summary>Rows of ΔW, as they were formed last or newly formed: whole tiles of them, of which these are a part.</summary>
    public ReadOnlySpan<float> Rows(LoraDelta delta, int first, int count)
    {
        if (!_blocks.TryGetValue(delta, out var block) || first < block.First || first + count > block.First + block.Count)
            _blocks[delta] = block = Form(delta, first, Math.Min(Math.Max(count, RowsAtOnce), delta.Outputs - first), block.Values);
        return block.Values.AsSpan((first - block.First) * delta.Inputs, count * delta.Inputs);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var block in _blocks.Values)
            ArrayPool<float>.Shared.Return(block.Values);
        _blocks.Clear();
        _current = _outer;
    }

    private static (int First, int Count, float[] Values) Form(LoraDelta delta, int first, int count, float[]? values)
    {
        var length = count * delta.Inputs;
        if (values is not null && values.Length < length)
            ArrayPool<float>.Shared.Return(values);
        if (values is null || values.Length < length)
            values = ArrayPool<float>.Shared.Rent(length);
        delta.Form(first, count, values.AsSpan(0, length));
        return (first, count, values);
    }
}
