using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors.Cpu;

namespace LoraParity.Inference.Architectures.Rotary;

/// <summary>YaRN: high frequencies stay, low ones are divided by the factor, those between are blended (arXiv 2309.00071).</summary>
internal static class YarnFrequencies
{
    /// <summary>The table of a kind of layer.</summary>
    public static RotaryTable Table(RopeConfig rope, int features, int maxPositions)
    {
        var context = RotaryFrequencies.Need(rope.OriginalMaxPositions, rope, "original_max_position_embeddings");
        var factor = rope.Factor ?? maxPositions / context;
        var low = Boundary(rope.BetaFast ?? 32, rope, features, context);
        var high = Boundary(rope.BetaSlow ?? 1, rope, features, context);
        if (rope.Truncate)
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        var frequencies = Blend(RotaryFrequencies.Powers(rope.Theta, features), (float)factor, Math.Max(low, 0), Math.Min(high, features - 1));
        return new RotaryTable(features, _ => frequencies, varies: false, rope.AttentionFactor ?? AttentionFactor(rope, factor));
    }

    /// <summary>The feature whose wave turns so many times within the original context.</summary>
    private static double Boundary(double turns, RopeConfig rope, int features, double context) =>
        features * DeterministicMath.Log(context / (turns * 2 * Math.PI)) / (2 * DeterministicMath.Log(rope.Theta));

    private static float[] Blend(float[] powers, float factor, double low, double high)
    {
        if (low == high)
            high += 0.001;
        for (var i = 0; i < powers.Length; i++)
        {
            var kept = 1 - Math.Clamp((i - (float)low) / (float)(high - low), 0f, 1f);
            powers[i] = 1f / (factor * powers[i]) * (1 - kept) + 1f / powers[i] * kept;
        }

        return powers;
    }

    private static double AttentionFactor(RopeConfig rope, double factor) =>
        rope.Mscale is > 0 and { } scale && rope.MscaleAllDim is > 0 and { } scaleAll
            ? Mscale(factor, scale) / Mscale(factor, scaleAll)
            : Mscale(factor, 1);

    private static double Mscale(double factor, double scale) => factor <= 1 ? 1 : 0.1 * scale * DeterministicMath.Log(factor) + 1;
}
