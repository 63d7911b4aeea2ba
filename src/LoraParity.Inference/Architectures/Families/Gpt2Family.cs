using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>GPT-2: learned positions, LayerNorm, Conv1D weights (<c>transformers/models/gpt2/modeling_gpt2.py</c>).</summary>
internal sealed class Gpt2Family : IModelFamily
{
    private const string Root = "transformer";

    public string Name => "GPT-2";

    public bool Accepts(ModelConfig config) => config.TextType == "gpt2";

    public Model Build(ModelConfig config) => new()
    {
        Embedding = new PositionedEmbedding(
            new EmbeddingModule($"{Root}.wte", config.VocabularySize, config.HiddenSize),
            new EmbeddingModule($"{Root}.wpe", config.MaxPositions, config.HiddenSize)),
        Layers = [.. Enumerable.Range(0, config.Layers).Select(layer => Block(config, layer))],
        Head = new LanguageHead(
            NormModule.Layer($"{Root}.ln_f", config.HiddenSize, (float)config.NormEpsilon),
            new LinearModule("lm_head", config.HiddenSize, config.VocabularySize) { IsOutput = true }),
        LogitsWidth = config.VocabularySize,
        MaxPositions = config.MaxPositions,
        Ties = config.TieWordEmbeddings ? new Dictionary<string, string> { ["lm_head"] = $"{Root}.wte" } : new Dictionary<string, string>(),
        Aliases = ParameterAliases.WithoutPrefix($"{Root}."),
    };

    private static PreNormBlock Block(ModelConfig config, int layer)
    {
        var path = $"{Root}.h.{layer}";
        return new PreNormBlock(
            NormModule.Layer($"{path}.ln_1", config.HiddenSize, (float)config.NormEpsilon),
            new Attention(
                new FusedProjection(
                    LinearModule.Conv1D($"{path}.attn.c_attn", config.HiddenSize, 3 * config.HiddenSize), config.HiddenSize, config.HiddenSize),
                LinearModule.Conv1D($"{path}.attn.c_proj", config.HiddenSize, config.HiddenSize),
                Shape(config, layer),
                rotary: null),
            NormModule.Layer($"{path}.ln_2", config.HiddenSize, (float)config.NormEpsilon),
            new Mlp(
                LinearModule.Conv1D($"{path}.mlp.c_fc", config.HiddenSize, config.IntermediateSize),
                LinearModule.Conv1D($"{path}.mlp.c_proj", config.IntermediateSize, config.HiddenSize),
                config.MlpActivation()));
    }

    private static AttentionShape Shape(ModelConfig config, int layer)
    {
        var scale = config.Text.FindFlag("scale_attn_weights") == false ? 1 : 1 / Math.Sqrt(config.HeadSize);
        if (config.Text.FindFlag("scale_attn_by_inverse_layer_idx") == true)
            scale /= layer + 1;
        return new AttentionShape(config.Heads, config.Heads, config.HeadSize, (float)scale) { UpcastsScores = false };
    }
}
