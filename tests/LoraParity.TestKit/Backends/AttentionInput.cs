using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>Random queries, keys and values, and what attention makes of them.</summary>
public sealed class AttentionInput
{
    private readonly AttentionShape _shape;

    public AttentionInput(AttentionShape shape, int rows, Precision precision, int seed = 40)
    {
        _shape = shape;
        Q = ReferenceTensor.Random(rows, shape.Heads * shape.HeadSize, precision, seed, 2);
        K = ReferenceTensor.Random(rows, shape.KeyValueHeads * shape.HeadSize, precision, seed + 1, 2);
        V = ReferenceTensor.Random(rows, shape.KeyValueHeads * shape.HeadSize, precision, seed + 2);
    }

    public ReferenceTensor Q { get; }

    public ReferenceTensor K { get; }

    public ReferenceTensor V { get; }

    /// <summary>The result for sequences without a past.</summary>
    public ReferenceTensor Expected(IReadOnlyList<SequenceSlice> batch)
    {
        var result = new ReferenceTensor(Q.Rows, Q.Columns, Q.Precision);
        foreach (var slice in batch)
        {
            for (var row = 0; row < slice.Count; row++)
            {
                for (var head = 0; head < _shape.Heads; head++)
                    Attend(slice, row, head, result);
            }
        }

        return result;
    }

    private void Attend(SequenceSlice slice, int row, int head, ReferenceTensor result)
    {
        var end = _shape.Causal ? row + 1 : slice.Count;
        var start = _shape.Window is { } window ? Math.Max(0, end - window) : 0;
        var keyHead = head * _shape.KeyValueHeads / _shape.Heads;
        var keys = Enumerable.Range(start, end - start).Select(i => Head(K, slice.FirstRow + i, keyHead)).ToArray();
        var values = Enumerable.Range(start, end - start).Select(i => Head(V, slice.FirstRow + i, keyHead)).ToArray();
        var attended = ReferenceOperations.Attend(Head(Q, slice.FirstRow + row, head), keys, values, start, Math.Max(slice.Prompt, end), _shape, Q.Precision);
        for (var i = 0; i < attended.Length; i++)
            result[slice.FirstRow + row, (head * _shape.HeadSize) + i] = attended[i];
    }

    private float[] Head(ReferenceTensor x, int row, int head)
        => [.. Enumerable.Range(head * _shape.HeadSize, _shape.HeadSize).Select(column => x[row, column])];
}
