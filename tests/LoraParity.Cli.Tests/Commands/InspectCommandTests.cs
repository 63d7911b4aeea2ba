using System.Text.Json;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private const string Config = """{"peft_type":"LORA","r":2,"lora_alpha":6,"use_rslora":false,"target_modules":["q_proj"],"base_model_name_or_path":"tiny"}""";

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Inspect_AdapterAsJson_GivesTheFactsThatNeedNoBase()
    {
        WriteAdapter(Config, value: 1);

        var run = _cli.Run("inspect", "adapter", "--json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("""{"peft_type":"LORA","dtypes":{"F32":4},"no_op":false,"modules":{"h.0.q_proj":{"r":2,"scaling":3},"h.1.q_proj":{"r":2,"scaling":3}},"problems":[]}""", JsonSerializer.Serialize(json));
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Inspect_Adapter_ShowsLayersOfOneKindInOneLine()
    {
        WriteAdapter(Config, value: 1);

        var run = _cli.Run("inspect", "adapter");

        Assert.Equal(
            ["type:         LORA", "base:         tiny", "tensors:      4 F32", "changes:      the base", "", "modules     count  r  scaling", "h.*.q_proj      2  2        3"],
            run.OutLines);
    }

    [Fact]
    public void Inspect_AdapterWithProblems_NamesThem()
    {
        WriteAdapter(Config.Replace("\"r\":2", "\"r\":2,\"alpha\":16", StringComparison.Ordinal), value: 0);

        var run = _cli.Run("inspect", "adapter");

        Assert.Equal(
            [
                $"problem: The adapter config '{_cli["adapter", "adapter_config.json"]}' sets the unknown field 'alpha' to '16', which may change what the adapter computes; remove it where it is known to do nothing.",
                $"problem: The adapter in '{_cli["adapter", "adapter_model.safetensors"]}' changes nothing: every B or A is zero, as before training.",
            ],
            run.OutLines.TakeLast(2));
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Inspect_UnreadableAdapter_IsBadInputAndStillJson()
    {
        Directory.CreateDirectory(_cli["adapter"]);
        File.WriteAllText(_cli["adapter", "adapter_config.json"], "{");

        var run = _cli.Run("inspect", "adapter", "--json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("peft_type").ValueKind);
        Assert.Equal(2, json.RootElement.GetProperty("problems").GetArrayLength());
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void Inspect_Checkpoint_SaysWhatItHolds()
    {
        Directory.CreateDirectory(_cli["base"]);
        File.WriteAllText(_cli["base", "config.json"], """{"architectures":["LlamaForCausalLM"],"model_type":"llama","dtype":"float32","vocab_size":8,"hidden_size":4,"intermediate_size":6,"num_hidden_layers":1,"num_attention_heads":2}""");
        Write(_cli["base", "model.safetensors"], SafetensorsDtype.BF16, 1, "lm_head.weight");

        var run = _cli.Run("inspect", "base");

        Assert.Equal(
            [
                "architecture: llama (LlamaForCausalLM)",
                "dtype:        fp32",
                "shape:        1 layers, hidden 4, 2 heads of 2, 2 key-value heads, vocabulary 8",
                "embeddings:   untied",
                "tensors:      1 with 4 elements in 1 file",
                "stored as:    BF16 (8 B)",
                "",
                "problem: The config names the dtype 'fp32' but the weights are stored as BF16.",
                "problem: The folder has no tokenizer.",
            ],
            run.OutLines);
    }

    [Fact]
    public void Inspect_SafetensorsFile_ListsTensors()
    {
        Write(_cli["x.safetensors"], SafetensorsDtype.F16, 1, "a");

        Assert.Equal(["tensor  dtype  shape", "a       F16    [2, 2]"], _cli.Run("inspect", "x.safetensors").OutLines);
    }

    [Fact]
    public void Inspect_NothingThere_IsBadInput()
    {
        var run = _cli.Run("inspect", "nowhere");

        Assert.Equal(2, run.Code);
        Assert.Equal($"error: '{_cli["nowhere"]}' does not exist.", run.ErrorLines[0]);
    }

    private void WriteAdapter(string config, float value)
    {
        Directory.CreateDirectory(_cli["adapter"]);
        File.WriteAllText(_cli["adapter", "adapter_config.json"], config);
        var names = new[] { 0, 1 }.SelectMany(layer => new[] { "A", "B" }.Select(part => $"base_model.model.h.{layer}.q_proj.lora_{part}.weight"));
        Write(_cli["adapter", "adapter_model.safetensors"], SafetensorsDtype.F32, value, [.. names]);
    }

    private static void Write(string path, SafetensorsDtype dtype, float value, params string[] names)
    {
        var tensors = names.Select(name => new SafetensorsTensor(name, dtype, [2, 2])).ToList();
        using var writer = new SafetensorsWriter(path, tensors);
        tensors.ForEach(_ => writer.WriteFloats([value, value, value, value]));
        writer.Complete();
    }
}
