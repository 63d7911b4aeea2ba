using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>
/// Qwen2 and Qwen2.5: Llama with biases on queries, keys and values (<c>transformers/models/qwen2/modeling_qwen2.py</c>).
/// </summary>
internal sealed class Qwen2Family : IModelFamily
{
    public string Name => "Qwen2";

    public bool Accepts(ModelConfig config) => config.TextType == "qwen2";

    public Model Build(ModelConfig config) => Build(new DecoderParts(config));

    /// <summary>The same under other paths.</summary>
    public static Model Build(DecoderParts parts)
    {
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => parts.Block(layer, parts.Attention(layer, rotary, bias: true), parts.Mlp(layer)));
    }
}
