using LoraParity.Inference.Json;

namespace LoraParity.Inference.Checkpoints;

/// <summary>Reads rotary settings in transformers' old form, its new form, and the new form with one set for each kind of layer.</summary>
internal static class RopeConfigReader
{
    /// <summary>The settings of full-attention layers.</summary>
    public static RopeConfig Read(JsonFields text, FamilyDefaults defaults) =>
        Complete(text, Parameters(text, ModelConfig.FullAttention), text.FindNumber("rope_theta") ?? defaults.RopeTheta);

    /// <summary>The settings of sliding-window layers: other than <see cref="Read"/> for Gemma 3 only.</summary>
    public static RopeConfig ReadLocal(JsonFields text, FamilyDefaults defaults)
    {
        if (text.FindObject("rope_parameters")?.FindObject(ModelConfig.SlidingAttention) is { } own)
            return Complete(text, own, text.FindNumber("rope_local_base_freq") ?? defaults.LocalRopeTheta ?? defaults.RopeTheta);
        return defaults.LocalRopeTheta is { } theta
            ? new RopeConfig { Theta = text.FindNumber("rope_local_base_freq") ?? theta }
            : Read(text, defaults);
    }

    private static JsonFields? Parameters(JsonFields text, string layerType)
    {
        var parameters = text.FindObject("rope_parameters") ?? text.FindObject("rope_scaling");
        return parameters is not null && parameters.Has(layerType) ? parameters.FindObject(layerType) : parameters;
    }

    private static RopeConfig Complete(JsonFields text, JsonFields? rope, double theta)
    {
        var partial = rope?.FindNumber("partial_rotary_factor") ?? text.FindNumber("partial_rotary_factor") ?? 1;
        var config = new RopeConfig { Theta = rope?.FindNumber("rope_theta") ?? theta, PartialFactor = partial };
        return rope is null ? config : config with
        {
            Type = TypeOf(rope),
            Factor = rope.FindNumber("factor"),
            OriginalMaxPositions = text.FindPositive("original_max_position_embeddings") ?? rope.FindPositive("original_max_position_embeddings"),
            AttentionFactor = rope.FindNumber("attention_factor"),
            LowFrequencyFactor = rope.FindNumber("low_freq_factor"),
            HighFrequencyFactor = rope.FindNumber("high_freq_factor"),
            BetaFast = rope.FindNumber("beta_fast"),
            BetaSlow = rope.FindNumber("beta_slow"),
            Mscale = rope.FindNumber("mscale"),
            MscaleAllDim = rope.FindNumber("mscale_all_dim"),
            Truncate = rope.FindFlag("truncate") ?? true,
            ShortFactors = rope.FindNumbers("short_factor"),
            LongFactors = rope.FindNumbers("long_factor"),
        };
    }

    private static string TypeOf(JsonFields rope)
    {
        var type = rope.FindText("rope_type") ?? rope.FindText("type") ?? "default";
        return type is "su" ? "longrope" : type;
    }
}
