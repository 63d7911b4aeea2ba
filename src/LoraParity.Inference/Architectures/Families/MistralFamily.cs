using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>Mistral: Llama without biases, with a sliding window (<c>transformers/models/mistral/modeling_mistral.py</c>).</summary>
internal sealed class MistralFamily : IModelFamily
{
    public string Name => "Mistral";

    public bool Accepts(ModelConfig config) => config.TextType == "mistral";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => parts.Block(layer, parts.Attention(layer, rotary), parts.Mlp(layer)));
    }
}
