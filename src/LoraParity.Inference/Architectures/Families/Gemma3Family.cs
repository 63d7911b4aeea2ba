using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>
/// Gemma 3, text only: Gemma 2 with norms over heads instead of soft caps, and rotary frequencies of their own for layers
/// with a sliding window (<c>transformers/models/gemma3/modeling_gemma3.py</c>).
/// </summary>
internal sealed class Gemma3Family : IModelFamily
{
    public string Name => "Gemma3";

    public bool Accepts(ModelConfig config) => config.ModelType == "gemma3_text";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var gemma = new GemmaParts(config, parts);
        var global = parts.Rotary();
        var local = RotaryTable.Of(config.LocalRope, config.HeadSize, config.MaxPositions);
        return gemma.LanguageModel(layer => new Attention(
            parts.NormedProjection(layer, config.AttentionBias, NormStyle.Gemma),
            parts.AttentionOutput(layer, config.AttentionBias),
            gemma.Shape(layer),
            config.Slides(layer) ? local : global));
    }
}
