using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>Phi-3, Phi-3.5 and Phi-4: fused projections (<c>transformers/models/phi3/modeling_phi3.py</c>).</summary>
internal sealed class Phi3Family : IModelFamily
{
    public string Name => "Phi3";

    public bool Accepts(ModelConfig config) => config.TextType == "phi3";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => parts.Block(layer, Attention(config, parts, layer, rotary), Mlp(config, parts.LayerPath(layer))));
    }

    private static Attention Attention(ModelConfig config, DecoderParts parts, int layer, RotaryTable rotary)
    {
        var (queries, keys) = (config.Heads * config.HeadSize, config.KeyValueHeads * config.HeadSize);
        var joint = new LinearModule($"{parts.LayerPath(layer)}.self_attn.qkv_proj", config.HiddenSize, queries + 2 * keys);
        return new Attention(new FusedProjection(joint, queries, keys), parts.AttentionOutput(layer, bias: false), parts.Shape(layer), rotary);
    }

    private static FusedGatedMlp Mlp(ModelConfig config, string path) => new(
        new LinearModule($"{path}.mlp.gate_up_proj", config.HiddenSize, 2 * config.IntermediateSize),
        new LinearModule($"{path}.mlp.down_proj", config.IntermediateSize, config.HiddenSize),
        config.MlpActivation());
}
