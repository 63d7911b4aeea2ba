namespace LoraParity.Inference.Checkpoints;

/// <summary>
/// What transformers' configuration classes assume where config.json is silent, as far as published checkpoints rely on it.
/// Everything else must be in the file.
/// </summary>
internal sealed record FamilyDefaults
{
    private static readonly FamilyDefaults Plain = new();

    private static readonly FamilyDefaults Encoder = new() { TieEmbeddings = true, NormEpsilon = 1e-12, Activation = "gelu", Bias = true };

    private static readonly Dictionary<string, FamilyDefaults> Families = new(StringComparer.Ordinal)
    {
        ["mistral"] = new() { SlidingWindow = 4096 },
        ["mixtral"] = new() { RopeTheta = 1e6, NormEpsilon = 1e-5 },
        ["phi3"] = new() { NormEpsilon = 1e-5 },
        ["qwen2"] = new() { WindowNeedsFlag = true, SlidingWindow = 4096, FirstSlidingLayer = 28 },
        ["qwen3"] = new() { WindowNeedsFlag = true, SlidingWindow = 4096, FirstSlidingLayer = 28, HeadSize = 128 },
        ["qwen3_moe"] = new() { WindowNeedsFlag = true, SlidingWindow = 4096 },
        ["minicpmv"] = new() { WindowNeedsFlag = true, SlidingWindow = 4096, FirstSlidingLayer = 28 },
        ["gemma2"] = new()
        {
            TieEmbeddings = true,
            HeadSize = 256,
            Activation = "gelu_pytorch_tanh",
            SlidingWindow = 4096,
            WindowPattern = 2,
            QueryScale = 256,
            AttentionSoftcap = 50,
            FinalSoftcap = 30,
        },
        ["gemma3_text"] = new()
        {
            TieEmbeddings = true,
            HeadSize = 256,
            Activation = "gelu_pytorch_tanh",
            SlidingWindow = 4096,
            WindowPattern = 6,
            QueryScale = 256,
            RopeTheta = 1e6,
            LocalRopeTheta = 1e4,
            VocabularySize = 262208,
            HiddenSize = 2304,
            IntermediateSize = 9216,
            Layers = 26,
            Heads = 8,
            KeyValueHeads = 4,
            MaxPositions = 131072,
        },
        ["gpt2"] = new() { TieEmbeddings = true, NormEpsilon = 1e-5, Activation = "gelu_new", Bias = true },
        ["bert"] = Encoder,
        ["roberta"] = Encoder,
        ["distilbert"] = Encoder,
    };

    /// <summary><c>tie_word_embeddings</c>.</summary>
    public bool TieEmbeddings { get; private init; }

    /// <summary>Epsilon of the norms.</summary>
    public double NormEpsilon { get; private init; } = 1e-6;

    /// <summary>The activation's name.</summary>
    public string Activation { get; private init; } = "silu";

    /// <summary>Whether linear layers have a bias.</summary>
    public bool Bias { get; private init; }

    /// <summary>Features of one head; null where they are hidden size by heads.</summary>
    public int? HeadSize { get; private init; }

    /// <summary>The base of rotary frequencies.</summary>
    public double RopeTheta { get; private init; } = 1e4;

    /// <summary>The same for sliding-window layers, where they have their own.</summary>
    public double? LocalRopeTheta { get; private init; }

    /// <summary>The sliding window where the field is absent (null in the file means none).</summary>
    public int? SlidingWindow { get; private init; }

    /// <summary>Whether the window counts only with <c>use_sliding_window</c>.</summary>
    public bool WindowNeedsFlag { get; private init; }

    /// <summary><c>max_window_layers</c>: the first layer that slides; null where the field does not count.</summary>
    public int? FirstSlidingLayer { get; private init; }

    /// <summary>Every so many layers one has full attention; null where all layers are alike.</summary>
    public int? WindowPattern { get; private init; }

    /// <summary><c>query_pre_attn_scalar</c>.</summary>
    public double? QueryScale { get; private init; }

    /// <summary><c>attn_logit_softcapping</c> where the field is absent.</summary>
    public double? AttentionSoftcap { get; private init; }

    /// <summary><c>final_logit_softcapping</c> where the field is absent.</summary>
    public double? FinalSoftcap { get; private init; }

    /// <summary><c>vocab_size</c>.</summary>
    public int? VocabularySize { get; private init; }

    /// <summary><c>hidden_size</c>.</summary>
    public int? HiddenSize { get; private init; }

    /// <summary><c>intermediate_size</c>.</summary>
    public int? IntermediateSize { get; private init; }

    /// <summary><c>num_hidden_layers</c>.</summary>
    public int? Layers { get; private init; }

    /// <summary><c>num_attention_heads</c>.</summary>
    public int? Heads { get; private init; }

    /// <summary><c>num_key_value_heads</c>; null where it is as many as heads.</summary>
    public int? KeyValueHeads { get; private init; }

    /// <summary><c>max_position_embeddings</c>.</summary>
    public int? MaxPositions { get; private init; }

    /// <summary>The defaults of a model type; plain ones for types unknown here.</summary>
    public static FamilyDefaults Of(string modelType) => Families.GetValueOrDefault(modelType, Plain);
}
