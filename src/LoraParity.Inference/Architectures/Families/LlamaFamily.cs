using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>Llama 1 to 3.x, and what was made in its shape (<c>transformers/models/llama/modeling_llama.py</c>).</summary>
internal sealed class LlamaFamily : IModelFamily
{
    public string Name => "Llama";

    public bool Accepts(ModelConfig config) => config.TextType == "llama";

    public Model Build(ModelConfig config)
    {
        var rotary = RotaryTable.Of(config.Rope, config.HeadSize, config.MaxPositions);
        return DecoderParts.LanguageModel(config, Enumerable.Range(0, config.Layers).Select(layer => Block(config, layer, rotary)));
    }

    private static PreNormBlock Block(ModelConfig config, int layer, RotaryTable rotary)
    {
        var path = $"model.layers.{layer}";
        var attention = new Attention(
            DecoderParts.Projection(config, $"{path}.self_attn", config.AttentionBias),
            DecoderParts.AttentionOutput(config, $"{path}.self_attn", config.AttentionBias),
            DecoderParts.Shape(config, layer),
            rotary);
        return new PreNormBlock(
            DecoderParts.Norm(config, $"{path}.input_layernorm"),
            attention,
            DecoderParts.Norm(config, $"{path}.post_attention_layernorm"),
            DecoderParts.Mlp(config, $"{path}.mlp", config.MlpBias));
    }
}
