using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>A batch and what is formed for it once, whichever variant and layer it runs through.</summary>
/// <param name="sequence">Its tokens.</param>
internal sealed class PassBatch(SequenceBatch sequence)
{
    private readonly Dictionary<RotaryTable, (float[] Cos, float[] Sin)> _angles = [];

    /// <summary>Its tokens.</summary>
    public SequenceBatch Sequence { get; } = sequence;

    /// <summary>Cosines and sines of its rows, [rows, rotated features] in fp32.</summary>
    public (float[] Cos, float[] Sin) Angles(RotaryTable table)
    {
        if (!_angles.TryGetValue(table, out var angles))
            _angles.Add(table, angles = table.Angles(Sequence));
        return angles;
    }

    /// <summary>Packs sequences into batches of at most so many rows; a longer sequence has a batch of its own.</summary>
    /// <param name="sequences">For each sequence its tokens so far, the length of its prompt and its index in the caches.</param>
    /// <param name="past">For each sequence how many of the tokens the caches hold.</param>
    /// <param name="mostRows">Most rows of one batch.</param>
    public static IReadOnlyList<PassBatch> Pack(IReadOnlyList<DecodedSequence> sequences, Func<DecodedSequence, int> past, int mostRows)
    {
        var batches = new List<PassBatch>();
        var current = new List<DecodedSequence>();
        var rows = 0;
        foreach (var sequence in sequences)
        {
            var count = sequence.Tokens.Count - past(sequence);
            if (rows > 0 && rows + count > mostRows)
            {
                batches.Add(Of(current, past));
                current.Clear();
                rows = 0;
            }

            current.Add(sequence);
            rows += count;
        }

        if (current.Count > 0)
            batches.Add(Of(current, past));
        return batches;
    }

    private static PassBatch Of(List<DecodedSequence> sequences, Func<DecodedSequence, int> past)
    {
        var slices = new List<SequenceSlice>();
        var tokens = new List<int>();
        foreach (var sequence in sequences)
        {
            slices.Add(new SequenceSlice(tokens.Count, sequence.Tokens.Count - past(sequence), past(sequence), sequence.Index, sequence.Prompt));
            tokens.AddRange(sequence.Tokens.Skip(past(sequence)));
        }

        return new PassBatch(new SequenceBatch(tokens, slices, [.. sequences.Select(sequence => sequence.Prompt)]));
    }
}
