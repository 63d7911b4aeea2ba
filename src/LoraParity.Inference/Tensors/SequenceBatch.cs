namespace LoraParity.Inference.Tensors;

/// <summary>The tokens one forward pass takes: flat rows, sequence after sequence, never padded.</summary>
public sealed class SequenceBatch
{
    /// <summary>Lays out a batch.</summary>
    /// <param name="tokens">The token of each row.</param>
    /// <param name="slices">The sequences in the rows.</param>
    /// <param name="prompts">For each of them the length of its prompt.</param>
    public SequenceBatch(IReadOnlyList<int> tokens, IReadOnlyList<SequenceSlice> slices, IReadOnlyList<int> prompts)
    {
        Tokens = tokens;
        Slices = slices;
        Positions = [.. slices.SelectMany(slice => Enumerable.Range(slice.Past, slice.Count))];
        Lengths = [.. slices.Zip(prompts).SelectMany(pair => LengthsOf(pair.First, pair.Second))];
    }

    /// <summary>The token of each row.</summary>
    public IReadOnlyList<int> Tokens { get; }

    /// <summary>The sequences in the rows.</summary>
    public IReadOnlyList<SequenceSlice> Slices { get; }

    /// <summary>The position of each row in its sequence, from 0.</summary>
    public IReadOnlyList<int> Positions { get; }

    /// <summary>The length of each row's sequence when the row is first computed: its prompt's, or up to the row itself while decoding.</summary>
    public IReadOnlyList<int> Lengths { get; }

    private static IEnumerable<int> LengthsOf(SequenceSlice slice, int prompt) =>
        Enumerable.Range(slice.Past, slice.Count).Select(position => Math.Max(prompt, position + 1));
}
