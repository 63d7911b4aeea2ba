using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>A Llama of random weights with an adapter, large enough that its layers outweigh everything else in memory.</summary>
internal sealed class RandomModel : IDisposable
{
    private const int Hidden = 512;
    private const int Intermediate = 1536;
    private const int Vocabulary = 2048;
    private const int Rank = 8;
    private const int Layers = 6;

    private static readonly (string Path, int Outputs, int Inputs)[] Linears =
    [
        ("self_attn.q_proj", Hidden, Hidden), ("self_attn.k_proj", Hidden, Hidden), ("self_attn.v_proj", Hidden, Hidden), ("self_attn.o_proj", Hidden, Hidden),
        ("mlp.gate_proj", Intermediate, Hidden), ("mlp.up_proj", Intermediate, Hidden), ("mlp.down_proj", Hidden, Intermediate),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(3);

    public RandomModel()
    {
        _folder.Write("base/config.json", $$"""
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": {{Hidden}}, "intermediate_size": {{Intermediate}},
             "num_hidden_layers": {{Layers}}, "num_attention_heads": 8, "num_key_value_heads": 8, "vocab_size": {{Vocabulary}},
             "max_position_embeddings": 256, "hidden_act": "silu", "rms_norm_eps": 1e-6, "tie_word_embeddings": false}
            """);
        _folder.Write("adapter/adapter_config.json", """
            {"peft_type": "LORA", "task_type": "CAUSAL_LM", "r": 8, "lora_alpha": 16, "bias": "none",
             "target_modules": ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]}
            """);
        Write("base/model.safetensors", [.. Base()]);
        Write("adapter/adapter_model.safetensors", [.. Adapter()]);
    }

    /// <summary>Bytes of the base's weights.</summary>
    public long Bytes => new FileInfo(_folder["base/model.safetensors"]).Length;

    /// <summary>Four variants, three prompts, some tokens decoded.</summary>
    public RunRequest Request(long? budget) => new()
    {
        BasePath = _folder["base"],
        Adapters = [new AdapterSource(_folder["adapter"])],
        Variants =
        [
            Variant.Attached(Precision.Fp32), Variant.Attached(Precision.Bf16),
            Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32), Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16),
        ],
        Reference = Variant.Attached(Precision.Fp32),
        Prompts = [.. Enumerable.Range(0, 3).Select(Prompt)],
        Engine = new EngineSettings { MemoryBudget = budget, Threads = 2 },
    };

    public void Dispose() => _folder.Dispose();

    private static Prompt Prompt(int index) => new($"p{index}", 3, new SourceLocation("x.parity.yaml", 1, 1))
    {
        TokenIds = [.. Enumerable.Range(1, 10 + (10 * index)).Select(i => (i * 37) % Vocabulary)],
    };

    private static IEnumerable<SafetensorsTensor> Base()
    {
        yield return Weight("model.embed_tokens.weight", Vocabulary, Hidden);
        yield return Weight("lm_head.weight", Vocabulary, Hidden);
        yield return Weight("model.norm.weight", Hidden);
        for (var layer = 0; layer < Layers; layer++)
        {
            yield return Weight($"model.layers.{layer}.input_layernorm.weight", Hidden);
            yield return Weight($"model.layers.{layer}.post_attention_layernorm.weight", Hidden);
            foreach (var (path, outputs, inputs) in Linears)
                yield return Weight($"model.layers.{layer}.{path}.weight", outputs, inputs);
        }
    }

    private static IEnumerable<SafetensorsTensor> Adapter()
    {
        for (var layer = 0; layer < Layers; layer++)
        {
            foreach (var (path, outputs, inputs) in Linears)
            {
                yield return new SafetensorsTensor($"base_model.model.model.layers.{layer}.{path}.lora_A.weight", SafetensorsDtype.F32, [Rank, inputs]);
                yield return new SafetensorsTensor($"base_model.model.model.layers.{layer}.{path}.lora_B.weight", SafetensorsDtype.F32, [outputs, Rank]);
            }
        }
    }

    private static SafetensorsTensor Weight(string name, params long[] dimensions) => new(name, SafetensorsDtype.BF16, dimensions);

    private void Write(string name, IReadOnlyList<SafetensorsTensor> tensors)
    {
        using var writer = new SafetensorsWriter(_folder[name], tensors);
        foreach (var tensor in tensors)
        {
            var values = new float[tensor.Elements];
            for (var i = 0; i < values.Length; i++)
                values[i] = tensor.Shape.Count == 1 ? 1 : (float)((_random.NextDouble() - 0.5) / Math.Sqrt(tensor.Shape[^1]));
            writer.WriteFloats(values);
        }

        writer.Complete();
    }
}
