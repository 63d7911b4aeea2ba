using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors.Cpu;

namespace LoraParity.Inference.Architectures.Rotary;

/// <summary>Rotary frequencies in fp32, as <c>transformers/modeling_rope_utils.py</c> forms them.</summary>
internal static class RotaryFrequencies
{
    /// <summary>The table of a kind of layer.</summary>
    public static RotaryTable Table(RopeConfig rope, int headSize, int maxPositions)
    {
        var features = (int)(headSize * rope.PartialFactor);
        return rope.Type switch
        {
            "default" => Fixed(features, Plain(rope.Theta, features)),
            "linear" => Fixed(features, Divided(Plain(rope.Theta, features), Need(rope.Factor, rope, "factor"))),
            "llama3" => Fixed(features, Llama3(rope, Plain(rope.Theta, features))),
            "yarn" => YarnFrequencies.Table(rope, features, maxPositions),
            "dynamic" => Dynamic(rope, features, maxPositions),
            "longrope" => LongRope(rope, features, maxPositions),
            _ => throw new InputException(
                $"The rotary scaling '{rope.Type}' in config.json is unknown; known are default, linear, dynamic, yarn, longrope and llama3."),
        };
    }

    /// <summary>1 / θ^(2i/features).</summary>
    public static float[] Plain(double theta, int features)
    {
        var frequencies = Powers(theta, features);
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = 1f / frequencies[i];
        return frequencies;
    }

    /// <summary>θ^(2i/features).</summary>
    public static float[] Powers(double theta, int features)
    {
        var powers = new float[features / 2];
        for (var i = 0; i < powers.Length; i++)
            powers[i] = (float)DeterministicMath.Pow(theta, 2f * i / features);
        return powers;
    }

    /// <summary>A value that this type of scaling cannot do without.</summary>
    public static double Need(double? value, RopeConfig rope, string name) =>
        value ?? throw new InputException($"The rotary scaling '{rope.Type}' in config.json lacks '{name}'.");

    private static RotaryTable Fixed(int features, float[] frequencies) => new(features, _ => frequencies, varies: false, attentionFactor: 1);

    private static float[] Divided(float[] frequencies, double factor)
    {
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] /= (float)factor;
        return frequencies;
    }

    private static float[] Llama3(RopeConfig rope, float[] frequencies)
    {
        var factor = (float)Need(rope.Factor, rope, "factor");
        var low = Need(rope.LowFrequencyFactor, rope, "low_freq_factor");
        var high = Need(rope.HighFrequencyFactor, rope, "high_freq_factor");
        var context = Need(rope.OriginalMaxPositions, rope, "original_max_position_embeddings");
        for (var i = 0; i < frequencies.Length; i++)
        {
            var frequency = frequencies[i];
            var wavelength = (float)(2 * Math.PI) / frequency;
            if (wavelength > (float)(context / low))
                frequencies[i] = frequency / factor;
            else if (wavelength >= (float)(context / high))
                frequencies[i] = Smooth(frequency, factor, ((float)context / wavelength - (float)low) / (float)(high - low));
        }

        return frequencies;
    }

    private static float Smooth(float frequency, float factor, float share) => (1 - share) * frequency / factor + share * frequency;

    private static RotaryTable Dynamic(RopeConfig rope, int features, int maxPositions)
    {
        var factor = Need(rope.Factor, rope, "factor");
        var exponent = (double)features / (features - 2);
        return new RotaryTable(features, Frequencies, varies: true, attentionFactor: 1);

        float[] Frequencies(int length)
        {
            var growth = factor * Math.Max(length, maxPositions) / maxPositions - (factor - 1);
            return Plain(rope.Theta * DeterministicMath.Pow(growth, exponent), features);
        }
    }

    private static RotaryTable LongRope(RopeConfig rope, int features, int maxPositions)
    {
        var context = (int)Need(rope.OriginalMaxPositions, rope, "original_max_position_embeddings");
        var factor = rope.Factor ?? (double)maxPositions / context;
        var attention = rope.AttentionFactor
            ?? (factor <= 1 ? 1 : Math.Sqrt(1 + DeterministicMath.Log(factor) / DeterministicMath.Log(context)));
        var shortFrequencies = Stretched(rope, rope.ShortFactors, "short_factor", features);
        var longFrequencies = Stretched(rope, rope.LongFactors, "long_factor", features);
        return new RotaryTable(features, length => length > context ? longFrequencies : shortFrequencies, varies: true, attention);
    }

    private static float[] Stretched(RopeConfig rope, IReadOnlyList<double>? factors, string name, int features)
    {
        var powers = Powers(rope.Theta, features);
        if (factors?.Count != powers.Length)
            throw new InputException($"The rotary scaling '{rope.Type}' in config.json needs {powers.Length} values in '{name}', but has {factors?.Count ?? 0}.");
        for (var i = 0; i < powers.Length; i++)
            powers[i] = 1f / ((float)factors[i] * powers[i]);
        return powers;
    }
}
