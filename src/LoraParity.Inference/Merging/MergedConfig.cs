using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoraParity.Matrix;

namespace LoraParity.Inference.Merging;

/// <summary>The JSON files of a merged checkpoint.</summary>
internal static class MergedConfig
{
    private static readonly string[] DtypeFields = ["dtype", "torch_dtype"];

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The base's config.json with the save dtype, under the name that the base uses, and untied where the merge untied.</summary>
    public static string Config(string source, Precision save, bool isUntied)
    {
        var config = JsonNode.Parse(source)!.AsObject();
        var texts = new[] { config, config["text_config"] as JsonObject }.OfType<JsonObject>().ToList();
        var hasDtype = texts.Exists(text => DtypeFields.Any(text.ContainsKey));
        foreach (var text in texts)
        {
            foreach (var name in DtypeFields.Where(name => text.ContainsKey(name) || (!hasDtype && text == config && name == "torch_dtype")))
                text[name] = TorchName(save);
            if (isUntied && (text == config || text.ContainsKey("tie_word_embeddings")))
                text["tie_word_embeddings"] = false;
        }

        return config.ToJsonString(Options) + "\n";
    }

    /// <summary>The index of a sharded checkpoint.</summary>
    public static string Index(IReadOnlyList<(string File, IReadOnlyList<OutputTensor> Tensors)> shards)
    {
        var map = shards.SelectMany(shard => shard.Tensors.Select(tensor => (tensor.Tensor.Name, shard.File))).OrderBy(entry => entry.Name, StringComparer.Ordinal);
        var index = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["total_parameters"] = shards.Sum(shard => shard.Tensors.Sum(tensor => tensor.Tensor.Elements)),
                ["total_size"] = shards.Sum(shard => shard.Tensors.Sum(tensor => tensor.Tensor.Length)),
            },
            ["weight_map"] = new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.File))),
        };
        return index.ToJsonString(Options) + "\n";
    }

    private static string TorchName(Precision precision) => precision switch
    {
        Precision.Bf16 => "bfloat16",
        Precision.Fp16 => "float16",
        _ => "float32",
    };
}
