using LoraParity.Inference.Json;

namespace LoraParity.Inference.Checkpoints;

/// <summary>Which layers see the whole sequence and which a window, by each family's rule.</summary>
internal static class LayerTypeReader
{
    /// <summary>One type for each layer.</summary>
    public static IReadOnlyList<string> Read(JsonFields text, int layers, int? window, FamilyDefaults defaults)
    {
        if (text.FindTexts("layer_types") is { } types)
            return Checked(text, types, layers);
        if (window is null)
            return [.. Enumerable.Repeat(ModelConfig.FullAttention, layers)];
        var pattern = text.FindPositive("sliding_window_pattern") ?? text.FindPositive("_sliding_window_pattern") ?? defaults.WindowPattern;
        var firstSliding = defaults.FirstSlidingLayer is { } first ? text.FindInteger("max_window_layers") ?? first : 0;
        return [.. Enumerable.Range(0, layers).Select(layer => TypeOf(layer, pattern, firstSliding))];
    }

    private static string TypeOf(int layer, int? pattern, int firstSliding) =>
        layer >= firstSliding && (pattern is null || (layer + 1) % pattern != 0) ? ModelConfig.SlidingAttention : ModelConfig.FullAttention;

    private static IReadOnlyList<string> Checked(JsonFields text, IReadOnlyList<string> types, int layers)
    {
        if (types.Count != layers)
            throw text.Unexpected("layer_types", $"a list of {layers} layer types, one for each layer,");
        return types.FirstOrDefault(type => type is not (ModelConfig.FullAttention or ModelConfig.SlidingAttention)) is null
            ? types
            : throw text.Unexpected("layer_types", $"a list of '{ModelConfig.FullAttention}' and '{ModelConfig.SlidingAttention}'");
    }
}
