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
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => parts.Block(
            layer, parts.Attention(layer, rotary, config.AttentionBias, config.AttentionBias), parts.Mlp(layer, config.MlpBias)));
    }
}
