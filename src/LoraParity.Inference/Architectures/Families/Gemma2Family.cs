using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>
/// Gemma 2: scaled embeddings, norms before and after each part, soft caps, every second layer with a sliding window
/// (<c>transformers/models/gemma2/modeling_gemma2.py</c>).
/// </summary>
internal sealed class Gemma2Family : IModelFamily
{
    public string Name => "Gemma2";

    public bool Accepts(ModelConfig config) => config.TextType == "gemma2";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var gemma = new GemmaParts(config, parts);
        var rotary = parts.Rotary();
        return gemma.LanguageModel(layer => new Attention(
            parts.Projection(layer, config.AttentionBias), parts.AttentionOutput(layer, config.AttentionBias), gemma.Shape(layer), rotary));
    }
}
