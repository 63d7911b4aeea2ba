using System.Text.Json.Nodes;
using LoraParity.Inference.Adapters.Coverage;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Adapters;

/// <summary>Writes small adapters and describes a small base for tests.</summary>
internal static class AdapterFiles
{
    /// <summary>A Llama of two layers, hidden size 4, inner size 6, vocabulary 8.</summary>
    public static IReadOnlyList<ModuleInfo> Base(bool tied = false) =>
    [
        With(new ModuleInfo("model.embed_tokens", ModuleKind.Embedding, 8, 4), [8, 4]),
        .. Enumerable.Range(0, 2).SelectMany(Layer),
        With(new ModuleInfo("lm_head", ModuleKind.Linear, 4, 8) { IsOutput = true, TiedTo = tied ? "model.embed_tokens" : null }, [8, 4]),
    ];

    /// <summary>Writes adapter_config.json: LoRA on q_proj with rank 2 and α 4, with some fields changed.</summary>
    public static void WriteConfig(this TemporaryFolder folder, string fields = "")
    {
        var config = JsonNode.Parse("""{"peft_type":"LORA","r":2,"lora_alpha":4,"target_modules":["q_proj"],"base_model_name_or_path":"tiny"}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{fields}}}")!.AsObject())
            config[name] = value?.DeepClone();
        folder.Write("adapter_config.json", config.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    /// <summary>Writes adapter_model.safetensors in fp32; every element is <paramref name="value"/>.</summary>
    public static void WriteWeights(this TemporaryFolder folder, float value, params IEnumerable<(string Name, long[] Shape)> tensors)
    {
        var plan = tensors.Select(tensor => new SafetensorsTensor(tensor.Name, SafetensorsDtype.F32, tensor.Shape)).ToArray();
        using var writer = new SafetensorsWriter(folder["adapter_model.safetensors"], plan);
        foreach (var tensor in plan)
            writer.WriteFloats([.. Enumerable.Repeat(value, (int)tensor.Elements)]);
        writer.Complete();
    }

    /// <summary>A and B of a module, fitting <see cref="Base"/>.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Lora(string module, int rank = 2)
    {
        var info = Base().Single(other => other.Path == module);
        var part = info.Kind == ModuleKind.Embedding ? "lora_embedding_" : "lora_";
        var suffix = info.Kind == ModuleKind.Embedding ? "" : ".weight";
        yield return ($"base_model.model.{module}.{part}A{suffix}", [rank, info.Inputs]);
        yield return ($"base_model.model.{module}.{part}B{suffix}", [info.Outputs, rank]);
    }

    /// <summary>A and B of a projection in both layers.</summary>
    public static IEnumerable<(string Name, long[] Shape)> LoraInAll(string projection, int rank = 2) =>
        Base().Where(module => module.Path.EndsWith($".{projection}", StringComparison.Ordinal)).SelectMany(module => Lora(module.Path, rank));

    /// <summary>Opens the folder's adapter and checks it against the small base.</summary>
    public static AdapterCoverage Check(this TemporaryFolder folder, bool tied = false)
    {
        using var adapter = Adapter.Open(folder.Path);
        return AdapterCoverage.Check(adapter, Base(tied), "llama");
    }

    private static IEnumerable<ModuleInfo> Layer(int layer)
    {
        var path = $"model.layers.{layer}";
        yield return With(new ModuleInfo($"{path}.self_attn.q_proj", ModuleKind.Linear, 4, 4) { HasBias = true }, [4, 4]);
        yield return With(new ModuleInfo($"{path}.self_attn.v_proj", ModuleKind.Linear, 4, 2), [2, 4]);
        yield return new ModuleInfo($"{path}.mlp.experts", ModuleKind.Experts, 0, 0)
        {
            Parameters = [new("gate_up_proj", [3, 12, 4]), new("down_proj", [3, 4, 6])],
        };
        yield return With(new ModuleInfo($"{path}.input_layernorm", ModuleKind.Other, 0, 0), [4]);
    }

    private static ModuleInfo With(ModuleInfo module, long[] weight) => module with
    {
        Parameters = module.HasBias ? [new("weight", weight), new("bias", [module.Outputs])] : [new("weight", weight)],
    };
}
