using LoraParity.Inference.Json;
using LoraParity.Matrix;

namespace LoraParity.Inference.Checkpoints;

/// <summary>
/// A checkpoint's config.json under one set of names, whichever the family or the version of transformers uses.
/// Fields of one family only are read from <see cref="Text"/>.
/// </summary>
public sealed record ModelConfig
{
    /// <summary>A layer type of <see cref="LayerTypes"/>.</summary>
    public const string FullAttention = "full_attention";

    /// <summary>A layer type of <see cref="LayerTypes"/>.</summary>
    public const string SlidingAttention = "sliding_attention";

    /// <summary>The file's top level.</summary>
    public required JsonFields Root { get; init; }

    /// <summary>The language model's fields: <c>text_config</c> where there is one, else the top level.</summary>
    public required JsonFields Text { get; init; }

    /// <summary><c>model_type</c> of the top level, for example <c>gemma3</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary><c>model_type</c> of the language model, for example <c>gemma3_text</c>.</summary>
    public required string TextType { get; init; }

    /// <summary>Class names, for example <c>LlamaForCausalLM</c>.</summary>
    public IReadOnlyList<string> Architectures { get; init; } = [];

    /// <summary>The dtype named in the file (<c>dtype</c> or <c>torch_dtype</c>); the tensors' own dtypes decide.</summary>
    public Precision? Dtype { get; init; }

    /// <summary>Tokens in the vocabulary.</summary>
    public int VocabularySize { get; init; }

    /// <summary>Features of the hidden states.</summary>
    public int HiddenSize { get; init; }

    /// <summary>Features inside the feed-forward block.</summary>
    public int IntermediateSize { get; init; }

    /// <summary>Layers.</summary>
    public int Layers { get; init; }

    /// <summary>Query heads.</summary>
    public int Heads { get; init; }

    /// <summary>Key and value heads.</summary>
    public int KeyValueHeads { get; init; }

    /// <summary>Features of one head.</summary>
    public int HeadSize { get; init; }

    /// <summary>The longest sequence.</summary>
    public int MaxPositions { get; init; }

    /// <summary>Epsilon of the norms.</summary>
    public double NormEpsilon { get; init; }

    /// <summary>The feed-forward activation's name, for example <c>silu</c>.</summary>
    public string Activation { get; init; } = "";

    /// <summary>Whether the output layer shares the embedding's weight.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Whether attention projections have biases (<c>attention_bias</c>; families that always have them do not ask).</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Whether feed-forward projections have biases.</summary>
    public bool MlpBias { get; init; }

    /// <summary>Rotary settings of full-attention layers.</summary>
    public RopeConfig Rope { get; init; } = new();

    /// <summary>Rotary settings of sliding-window layers.</summary>
    public RopeConfig LocalRope { get; init; } = new();

    /// <summary>How many positions back a sliding-window layer sees, its own among them; null where no layer slides.</summary>
    public int? SlidingWindow { get; init; }

    /// <summary>For each layer <see cref="FullAttention"/> or <see cref="SlidingAttention"/>.</summary>
    public IReadOnlyList<string> LayerTypes { get; init; } = [];

    /// <summary>Gemma: soft cap of attention scores.</summary>
    public double? AttentionSoftcap { get; init; }

    /// <summary>Gemma: soft cap of logits.</summary>
    public double? FinalSoftcap { get; init; }

    /// <summary>Gemma: scores are scaled by one over its square root, instead of the head size's.</summary>
    public double? QueryScale { get; init; }

    /// <summary>Experts of a mixture; 0 for dense models.</summary>
    public int Experts { get; init; }

    /// <summary>Experts that one token is sent to.</summary>
    public int ExpertsPerToken { get; init; }

    /// <summary>Features inside one expert.</summary>
    public int ExpertIntermediateSize { get; init; }

    /// <summary>Labels of a classifier; 2 where the file does not say.</summary>
    public int Labels { get; init; }

    /// <summary>Encoders: kinds of segments.</summary>
    public int TokenTypes { get; init; }

    /// <summary>The padding token.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>Tokens that end a text, as config.json names them.</summary>
    public IReadOnlyList<int> EosTokenIds { get; init; } = [];

    /// <summary>Whether layer <paramref name="layer"/> sees only the sliding window.</summary>
    public bool Slides(int layer) => SlidingWindow is not null && LayerTypes[layer] == SlidingAttention;

    /// <summary>Reads a config.json.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Diagnostics.InputException">The file is missing or malformed, or lacks a field that every model needs.</exception>
    public static ModelConfig Read(string path) => ModelConfigReader.Read(JsonFile.Read(path));
}
