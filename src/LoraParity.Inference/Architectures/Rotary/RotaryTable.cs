using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;

namespace LoraParity.Inference.Architectures.Rotary;

/// <summary>The frequencies with which one kind of layer rotates queries and keys.</summary>
/// <remarks>
/// Some kinds change their frequencies with the length of the sequence. A row uses the length that the sequence had when the row was
/// first computed: the prompt's, or its own position's while decoding. That is what decoding with a cache does, so scoring agrees with it.
/// </remarks>
public sealed class RotaryTable
{
    private readonly Func<int, IReadOnlyList<float>> _frequencies;
    private readonly bool _varies;
    private readonly float _attentionFactor;

    internal RotaryTable(int features, Func<int, IReadOnlyList<float>> frequencies, bool varies, double attentionFactor)
    {
        Features = features;
        _frequencies = frequencies;
        _varies = varies;
        _attentionFactor = (float)attentionFactor;
    }

    /// <summary>How many features of each head are rotated.</summary>
    public int Features { get; }

    /// <summary>The table of a kind of layer.</summary>
    /// <param name="rope">The rotary settings.</param>
    /// <param name="headSize">Features of one head.</param>
    /// <param name="maxPositions">The longest sequence the model was made for.</param>
    /// <exception cref="Diagnostics.InputException">The type is unknown, or a value that it needs is missing.</exception>
    public static RotaryTable Of(RopeConfig rope, int headSize, int maxPositions) => RotaryFrequencies.Table(rope, headSize, maxPositions);

    /// <summary>Cosines and sines of a batch's rows, [rows, <see cref="Features"/>], formed in fp32.</summary>
    internal (float[] Cos, float[] Sin) Angles(SequenceBatch batch)
    {
        var cos = new float[batch.Tokens.Count * Features];
        var sin = new float[cos.Length];
        var fixedFrequencies = _varies ? null : _frequencies(0);
        for (var row = 0; row < batch.Tokens.Count; row++)
        {
            var frequencies = fixedFrequencies ?? _frequencies(batch.Lengths[row]);
            Fill(frequencies, batch.Positions[row], cos.AsSpan(row * Features, Features), sin.AsSpan(row * Features, Features));
        }

        return (cos, sin);
    }

    private void Fill(IReadOnlyList<float> frequencies, int position, Span<float> cos, Span<float> sin)
    {
        var half = Features / 2;
        for (var i = 0; i < half; i++)
        {
            var angle = position * frequencies[i];
            cos[i] = cos[i + half] = (float)DeterministicMath.Cos(angle) * _attentionFactor;
            sin[i] = sin[i + half] = (float)DeterministicMath.Sin(angle) * _attentionFactor;
        }
    }
}
