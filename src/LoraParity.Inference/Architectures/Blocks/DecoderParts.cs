using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Parts that most decoders declare alike, with the module names of Llama.</summary>
/// <param name="config">The sizes.</param>
/// <param name="root">The path of the base model, under which embedding, layers and last norm lie.</param>
/// <param name="output">The path of the output layer.</param>
public sealed class DecoderParts(ModelConfig config, string root = "model", string output = "lm_head")
{
    /// <summary>The path of a layer.</summary>
    public string LayerPath(int layer) => $"{root}.layers.{layer}";

    /// <summary>The frequencies of full-attention layers.</summary>
    public RotaryTable Rotary() => RotaryTable.Of(config.Rope, config.HeadSize, config.MaxPositions);

    /// <summary>An RMSNorm of the hidden states.</summary>
    public NormModule Norm(string path, NormStyle style = NormStyle.Llama) => NormModule.Rms(path, config.HiddenSize, (float)config.NormEpsilon, style);

    /// <summary>Heads and mask of a layer, scaled by one over the root of the head size.</summary>
    public AttentionShape Shape(int layer) =>
        new(config.Heads, config.KeyValueHeads, config.HeadSize, (float)(1 / Math.Sqrt(config.HeadSize)))
        {
            Window = config.Slides(layer) ? config.SlidingWindow : null,
        };

    /// <summary>Attention with rotary positions: <c>self_attn</c> of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rotary">The frequencies.</param>
    /// <param name="bias">Whether queries, keys and values have biases.</param>
    /// <param name="outputBias">Whether the output projection has one.</param>
    public Attention Attention(int layer, RotaryTable rotary, bool bias = false, bool outputBias = false) =>
        new(Projection(layer, bias), AttentionOutput(layer, outputBias), Shape(layer), rotary);

    /// <summary><c>q_proj</c>, <c>k_proj</c> and <c>v_proj</c> of a layer.</summary>
    public SeparateProjection Projection(int layer, bool bias)
    {
        var path = $"{LayerPath(layer)}.self_attn";
        return new SeparateProjection(
            new LinearModule($"{path}.q_proj", config.HiddenSize, config.Heads * config.HeadSize, bias),
            new LinearModule($"{path}.k_proj", config.HiddenSize, config.KeyValueHeads * config.HeadSize, bias),
            new LinearModule($"{path}.v_proj", config.HiddenSize, config.KeyValueHeads * config.HeadSize, bias));
    }

    /// <summary>The same with a norm over each head of queries and keys: <c>q_norm</c> and <c>k_norm</c>.</summary>
    public SeparateProjection NormedProjection(int layer, bool bias, NormStyle style = NormStyle.Llama)
    {
        var path = $"{LayerPath(layer)}.self_attn";
        return Projection(layer, bias).WithNorms(
            NormModule.Rms($"{path}.q_norm", config.HeadSize, (float)config.NormEpsilon, style),
            NormModule.Rms($"{path}.k_norm", config.HeadSize, (float)config.NormEpsilon, style));
    }

    /// <summary><c>o_proj</c> of a layer.</summary>
    public LinearModule AttentionOutput(int layer, bool bias) =>
        new($"{LayerPath(layer)}.self_attn.o_proj", config.Heads * config.HeadSize, config.HiddenSize, bias);

    /// <summary><c>gate_proj</c>, <c>up_proj</c> and <c>down_proj</c> of a layer's <c>mlp</c>.</summary>
    public GatedMlp Mlp(int layer, bool bias = false) => new(
        new LinearModule($"{LayerPath(layer)}.mlp.gate_proj", config.HiddenSize, config.IntermediateSize, bias),
        new LinearModule($"{LayerPath(layer)}.mlp.up_proj", config.HiddenSize, config.IntermediateSize, bias),
        new LinearModule($"{LayerPath(layer)}.mlp.down_proj", config.IntermediateSize, config.HiddenSize, bias),
        config.MlpActivation());

    /// <summary>The router <c>gate</c> and the fused <c>experts</c> of a layer's <c>mlp</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="normalises">Whether the chosen experts' weights are made to sum to one.</param>
    /// <param name="rounds">Whether routing weights are rounded to the compute dtype.</param>
    public MixtureOfExperts Experts(int layer, bool normalises, bool rounds) => new(
        new RouterModule($"{LayerPath(layer)}.mlp.gate", config.HiddenSize, config.Experts),
        new ExpertsModule($"{LayerPath(layer)}.mlp.experts", config.Experts, config.HiddenSize, config.ExpertIntermediateSize),
        new ExpertRouting(config.ExpertsPerToken, normalises, rounds),
        config.MlpActivation());

    /// <summary>A layer of attention and MLP with Llama's two norms.</summary>
    /// <param name="layer">Its index.</param>
    /// <param name="attention">The attention.</param>
    /// <param name="mlp">The MLP, or a mixture of experts.</param>
    public PreNormBlock Block(int layer, ILayer attention, ILayer mlp) => new(
        Norm($"{LayerPath(layer)}.input_layernorm"),
        attention,
        Norm($"{LayerPath(layer)}.post_attention_layernorm"),
        mlp);

    /// <summary>A language model of <c>embed_tokens</c>, layers, <c>norm</c> and an output layer that may be tied to the embedding.</summary>
    /// <param name="layer">Makes a layer.</param>
    public Model LanguageModel(Func<int, ILayer> layer) => new()
    {
        Embedding = new TokenEmbedding(Tokens()),
        Layers = [.. Enumerable.Range(0, config.Layers).Select(layer)],
        Head = new LanguageHead(Norm($"{root}.norm"), Output()),
        LogitsWidth = config.VocabularySize,
        Ties = HeadTie(),
        Aliases = ParameterAliases.WithoutPrefix($"{root}."),
    };

    /// <summary>The token embedding <c>embed_tokens</c>.</summary>
    /// <param name="scale">A factor on what is read; null applies none.</param>
    public EmbeddingModule Tokens(float? scale = null) => new($"{root}.embed_tokens", config.VocabularySize, config.HiddenSize) { Scale = scale };

    /// <summary>The output layer.</summary>
    public LinearModule Output() => new(output, config.HiddenSize, config.VocabularySize) { IsOutput = true };

    /// <summary>The tie of the output layer to the embedding, where the config has it.</summary>
    public IReadOnlyDictionary<string, string> HeadTie() =>
        config.TieWordEmbeddings ? new Dictionary<string, string> { [output] = $"{root}.embed_tokens" } : new Dictionary<string, string>();
}
