using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Inference.Json;
using LoraParity.Matrix;

namespace LoraParity.Inference.Checkpoints;

/// <summary>Maps a config.json of any supported family to one set of names.</summary>
internal static class ModelConfigReader
{
    private const int MostLayers = 10_000;
    private const int MostExperts = 100_000;

    private static readonly Dictionary<string, string> TextTypes = new(StringComparer.Ordinal) { ["gemma3"] = "gemma3_text" };

    /// <summary>Reads the config.</summary>
    public static ModelConfig Read(JsonFields root)
    {
        RefuseQuantised(root);
        var text = root.FindObject("text_config") ?? root;
        var modelType = root.Text("model_type");
        var textType = ReferenceEquals(text, root) ? modelType : text.FindText("model_type") ?? TextTypes.GetValueOrDefault(modelType, modelType);
        var defaults = FamilyDefaults.Of(textType);
        var config = new ModelConfig
        {
            Root = root,
            Text = text,
            ModelType = modelType,
            TextType = textType,
            Architectures = root.FindTexts("architectures") ?? [],
            Dtype = DtypeOf(root) ?? DtypeOf(text),
            TieWordEmbeddings = root.FindFlag("tie_word_embeddings") ?? text.FindFlag("tie_word_embeddings") ?? defaults.TieEmbeddings,
            Labels = LabelsOf(root),
            PadTokenId = text.FindInteger("pad_token_id") ?? root.FindInteger("pad_token_id"),
            EosTokenIds = TokenIds(root, "eos_token_id") ?? TokenIds(text, "eos_token_id") ?? [],
        };
        return WithExperts(WithAttention(WithSizes(config, defaults), defaults));
    }

    /// <summary>One id or a list of ids; null where the field is missing.</summary>
    public static IReadOnlyList<int>? TokenIds(JsonFields fields, string name) =>
        fields.Find(name)?.ValueKind == JsonValueKind.Number ? [fields.FindInteger(name)!.Value] : fields.FindIntegers(name);

    private static ModelConfig WithSizes(ModelConfig config, FamilyDefaults defaults)
    {
        var text = config.Text;
        var heads = Size(text, defaults.Heads, "num_attention_heads", "n_head", "n_heads");
        var hidden = Size(text, defaults.HiddenSize, "hidden_size", "n_embd", "dim");
        var inner = text.FindPositive("intermediate_size") ?? text.FindPositive("hidden_dim") ?? text.FindPositive("n_inner") ?? defaults.IntermediateSize;
        return config with
        {
            VocabularySize = Size(text, defaults.VocabularySize, "vocab_size"),
            HiddenSize = hidden,
            IntermediateSize = inner ?? (text.Has("n_embd") ? checked(4 * hidden) : throw text.Missing("intermediate_size")),
            Layers = Layers(text, defaults),
            Heads = heads,
            KeyValueHeads = text.FindPositive("num_key_value_heads") ?? defaults.KeyValueHeads ?? heads,
            HeadSize = text.FindPositive("head_dim") ?? defaults.HeadSize ?? HeadSize(text, hidden, heads),
            MaxPositions = Size(text, defaults.MaxPositions ?? int.MaxValue, "max_position_embeddings", "n_positions"),
            NormEpsilon = text.FindNumber("rms_norm_eps") ?? text.FindNumber("layer_norm_eps") ?? text.FindNumber("layer_norm_epsilon") ?? defaults.NormEpsilon,
            Activation = text.FindText("hidden_activation") ?? text.FindText("hidden_act") ?? text.FindText("activation_function")
                ?? text.FindText("activation") ?? defaults.Activation,
            TokenTypes = text.FindInteger("type_vocab_size") ?? 0,
        };
    }

    private static ModelConfig WithAttention(ModelConfig config, FamilyDefaults defaults)
    {
        var text = config.Text;
        if (config.Heads % config.KeyValueHeads != 0)
            throw text.Unexpected("num_key_value_heads", $"a divisor of the {config.Heads} attention heads");
        var window = Window(text, defaults);
        return config with
        {
            AttentionBias = text.FindFlag("attention_bias") ?? defaults.Bias,
            MlpBias = text.FindFlag("mlp_bias") ?? defaults.Bias,
            Rope = RopeConfigReader.Read(text, defaults),
            LocalRope = RopeConfigReader.ReadLocal(text, defaults),
            SlidingWindow = window,
            LayerTypes = LayerTypeReader.Read(text, config.Layers, window, defaults),
            QueryScale = text.FindNumber("query_pre_attn_scalar") ?? defaults.QueryScale,
            AttentionSoftcap = NumberUnlessNull(text, "attn_logit_softcapping", defaults.AttentionSoftcap),
            FinalSoftcap = NumberUnlessNull(text, "final_logit_softcapping", defaults.FinalSoftcap),
        };
    }

    private static ModelConfig WithExperts(ModelConfig config)
    {
        var text = config.Text;
        var experts = text.FindPositive("num_local_experts", MostExperts) ?? text.FindPositive("num_experts", MostExperts) ?? 0;
        return experts == 0 ? config : config with
        {
            Experts = experts,
            ExpertsPerToken = text.Positive("num_experts_per_tok", experts),
            ExpertIntermediateSize = text.FindPositive("moe_intermediate_size") ?? config.IntermediateSize,
        };
    }

    private static int Size(JsonFields text, int? fallback, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (text.FindPositive(name) is { } size)
                return size;
        }

        return fallback ?? throw text.Missing(names[0]);
    }

    private static int Layers(JsonFields text, FamilyDefaults defaults) =>
        text.FindPositive("num_hidden_layers", MostLayers) ?? text.FindPositive("n_layer", MostLayers) ?? text.FindPositive("n_layers", MostLayers)
        ?? defaults.Layers ?? throw text.Missing("num_hidden_layers");

    private static int HeadSize(JsonFields text, int hidden, int heads) =>
        hidden % heads == 0 ? hidden / heads : throw new InputException($"The hidden size {hidden} in '{text.File}' is not a multiple of its {heads} attention heads.");

    private static int? Window(JsonFields text, FamilyDefaults defaults)
    {
        if (defaults.WindowNeedsFlag && text.FindFlag("use_sliding_window") != true)
            return null;
        return text.Names.Contains("sliding_window") ? text.FindPositive("sliding_window") : defaults.SlidingWindow;
    }

    private static double? NumberUnlessNull(JsonFields text, string name, double? fallback) =>
        text.Names.Contains(name) ? text.FindNumber(name) : fallback;

    private static Precision? DtypeOf(JsonFields fields) => (fields.FindText("dtype") ?? fields.FindText("torch_dtype"))?.Replace("torch.", "", StringComparison.Ordinal) switch
    {
        "float32" => Precision.Fp32,
        "bfloat16" => Precision.Bf16,
        "float16" => Precision.Fp16,
        _ => null,
    };

    private static int LabelsOf(JsonFields root) =>
        root.FindObject("id2label") is { } labels ? labels.Names.Count() : root.FindPositive("num_labels") ?? 2;

    private static void RefuseQuantised(JsonFields root)
    {
        if (root.FindObject("quantization_config") is { } quantisation)
            throw new InputException($"The checkpoint of '{root.File}' is quantised ('{quantisation.FindText("quant_method") ?? "unknown"}'); its weights are no floats, so give the checkpoint it was made from.");
    }
}
