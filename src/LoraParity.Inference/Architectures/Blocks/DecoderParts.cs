using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Parts that most decoders declare alike, with the module names of Llama.</summary>
public static class DecoderParts
{
    /// <summary>The token embedding <c>model.embed_tokens</c>.</summary>
    public static EmbeddingModule Tokens(ModelConfig config) => new("model.embed_tokens", config.VocabularySize, config.HiddenSize);

    /// <summary>The output layer <c>lm_head</c>.</summary>
    public static LinearModule Output(ModelConfig config) => new("lm_head", config.HiddenSize, config.VocabularySize) { IsOutput = true };

    /// <summary>An RMSNorm of the hidden states.</summary>
    public static NormModule Norm(ModelConfig config, string path, NormStyle style = NormStyle.Llama) =>
        NormModule.Rms(path, config.HiddenSize, (float)config.NormEpsilon, style);

    /// <summary>Heads and mask of a layer, scaled by one over the root of the head size.</summary>
    public static AttentionShape Shape(ModelConfig config, int layer) =>
        new(config.Heads, config.KeyValueHeads, config.HeadSize, (float)(1 / Math.Sqrt(config.HeadSize)))
        {
            Window = config.Slides(layer) ? config.SlidingWindow : null,
        };

    /// <summary><c>q_proj</c>, <c>k_proj</c> and <c>v_proj</c> under a path.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="path">The attention's path.</param>
    /// <param name="bias">Whether the three have biases.</param>
    public static SeparateProjection Projection(ModelConfig config, string path, bool bias) => new(
        new LinearModule($"{path}.q_proj", config.HiddenSize, config.Heads * config.HeadSize, bias),
        new LinearModule($"{path}.k_proj", config.HiddenSize, config.KeyValueHeads * config.HeadSize, bias),
        new LinearModule($"{path}.v_proj", config.HiddenSize, config.KeyValueHeads * config.HeadSize, bias));

    /// <summary><c>o_proj</c> under a path.</summary>
    public static LinearModule AttentionOutput(ModelConfig config, string path, bool bias) =>
        new($"{path}.o_proj", config.Heads * config.HeadSize, config.HiddenSize, bias);

    /// <summary><c>gate_proj</c>, <c>up_proj</c> and <c>down_proj</c> under a path.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="path">The MLP's path.</param>
    /// <param name="bias">Whether the three have biases.</param>
    public static GatedMlp Mlp(ModelConfig config, string path, bool bias = false) => new(
        new LinearModule($"{path}.gate_proj", config.HiddenSize, config.IntermediateSize, bias),
        new LinearModule($"{path}.up_proj", config.HiddenSize, config.IntermediateSize, bias),
        new LinearModule($"{path}.down_proj", config.IntermediateSize, config.HiddenSize, bias),
        config.MlpActivation());

    /// <summary>A language model of an embedding, layers, a last norm and an output layer that may be tied to the embedding.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="layers">The layers.</param>
    public static Model LanguageModel(ModelConfig config, IEnumerable<ILayer> layers) => new()
    {
        Embedding = new TokenEmbedding(Tokens(config)),
        Layers = [.. layers],
        Head = new LanguageHead(Norm(config, "model.norm"), Output(config)),
        LogitsWidth = config.VocabularySize,
        Ties = HeadTie(config),
        Aliases = WithoutBasePrefix,
    };

    /// <summary>The tie of <c>lm_head</c> to the embedding, where the config has it.</summary>
    public static IReadOnlyDictionary<string, string> HeadTie(ModelConfig config) =>
        config.TieWordEmbeddings ? new Dictionary<string, string> { ["lm_head"] = "model.embed_tokens" } : new Dictionary<string, string>();

    /// <summary>Checkpoints of the base model alone have no <c>model.</c> prefix.</summary>
    public static IEnumerable<IReadOnlyList<string>> WithoutBasePrefix(Parameter parameter) =>
        parameter.Name.StartsWith("model.", StringComparison.Ordinal) ? [[parameter.Name["model.".Length..]]] : [];
}
