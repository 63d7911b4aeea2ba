using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraParity.Cli.Benching;

/// <summary>The JSON files beside the weights.</summary>
internal static class BenchConfigs
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What transformers writes into every weight file.</summary>
    public static IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string> { ["format"] = "pt" };

    /// <summary>config.json.</summary>
    public static string Of(BenchShape shape) => Text(new JsonObject
    {
        ["architectures"] = new JsonArray(shape.ModelType == "qwen2" ? "Qwen2ForCausalLM" : "LlamaForCausalLM"),
        ["model_type"] = shape.ModelType,
        ["hidden_size"] = shape.Hidden,
        ["intermediate_size"] = shape.Intermediate,
        ["num_hidden_layers"] = shape.Layers,
        ["num_attention_heads"] = shape.Heads,
        ["num_key_value_heads"] = shape.KeyValueHeads,
        ["vocab_size"] = shape.Vocabulary,
        ["max_position_embeddings"] = 32768,
        ["hidden_act"] = "silu",
        ["rms_norm_eps"] = 1e-6,
        ["rope_theta"] = shape.Theta,
        ["tie_word_embeddings"] = shape.IsTied,
        ["torch_dtype"] = "bfloat16",
    });

    /// <summary>adapter_config.json.</summary>
    public static string Adapter(int rank, double scaling, BenchShape shape) => Text(new JsonObject
    {
        ["peft_type"] = "LORA",
        ["task_type"] = "CAUSAL_LM",
        ["r"] = rank,
        ["lora_alpha"] = rank * scaling,
        ["target_modules"] = new JsonArray([.. shape.Linears.Select(linear => JsonValue.Create(linear.Path.Split('.')[^1]))]),
        ["bias"] = "none",
    });

    /// <summary>model.safetensors.index.json.</summary>
    public static string Index(IReadOnlyDictionary<string, string> files, long bytes) => Text(new JsonObject
    {
        ["metadata"] = new JsonObject { ["total_size"] = bytes },
        ["weight_map"] = new JsonObject(files.Select(file => KeyValuePair.Create<string, JsonNode?>(file.Key, file.Value))),
    });

    private static string Text(JsonObject json) => json.ToJsonString(Indented) + "\n";
}
