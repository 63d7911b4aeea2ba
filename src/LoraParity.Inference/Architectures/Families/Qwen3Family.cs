using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>Qwen3: Llama with a norm over each head of queries and keys (<c>transformers/models/qwen3/modeling_qwen3.py</c>).</summary>
internal sealed class Qwen3Family : IModelFamily
{
    public string Name => "Qwen3";

    public bool Accepts(ModelConfig config) => config.TextType == "qwen3";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => parts.Block(layer, NormedAttention(config, parts, layer, rotary), parts.Mlp(layer)));
    }

    /// <summary>Attention with <c>q_norm</c> and <c>k_norm</c>, which Qwen3-MoE shares.</summary>
    public static Attention NormedAttention(ModelConfig config, DecoderParts parts, int layer, RotaryTable rotary) => new(
        parts.NormedProjection(layer, config.AttentionBias),
        parts.AttentionOutput(layer, config.AttentionBias),
        parts.Shape(layer),
        rotary);
}
