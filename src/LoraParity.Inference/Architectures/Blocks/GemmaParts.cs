using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>What Gemma 2 and 3 declare alike.</summary>
/// <param name="config">The sizes.</param>
/// <param name="parts">The modules, with their paths.</param>
internal sealed class GemmaParts(ModelConfig config, DecoderParts parts)
{
    /// <summary>The model around its attentions.</summary>
    public Model LanguageModel(Func<int, Attention> attention)
    {
        var plain = parts.LanguageModel(layer => Block(layer, attention(layer)));
        return plain with
        {
            Embedding = new TokenEmbedding(parts.Tokens((float)Math.Sqrt(config.HiddenSize))),
            Head = new LanguageHead(parts.Norm("model.norm", NormStyle.Gemma), parts.Output()) { SoftCap = (float?)config.FinalSoftcap },
        };
    }

    /// <summary>Heads and mask of a layer, with Gemma's own scale and soft cap.</summary>
    public AttentionShape Shape(int layer) => parts.Shape(layer) with
    {
        Scale = (float)(1 / Math.Sqrt(config.QueryScale ?? config.HeadSize)),
        SoftCap = (float?)config.AttentionSoftcap,
    };

    private SandwichNormBlock Block(int layer, Attention attention)
    {
        var path = parts.LayerPath(layer);
        return new SandwichNormBlock(
            Norm($"{path}.input_layernorm"),
            attention,
            Norm($"{path}.post_attention_layernorm"),
            Norm($"{path}.pre_feedforward_layernorm"),
            parts.Mlp(layer),
            Norm($"{path}.post_feedforward_layernorm"));
    }

    private NormModule Norm(string path) => parts.Norm(path, NormStyle.Gemma);
}
