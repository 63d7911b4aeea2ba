using System.Text.Json;
using System.Text.RegularExpressions;
using LoraParity.Inference.Adapters.Inspection;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Adapters.Inspection;

/// <summary>Adapters of other people, beside the facts that PEFT's own code told about them. They are not part of the repository.</summary>
public sealed class RealAdaptersTests
{
    [SkippableTheory]
    [InlineData("bert-dense-and-pooler")]
    [InlineData("distilbert-emotion-peft0.20")]
    [InlineData("flan-t5-wrongcase-target")]
    [InlineData("gemma2b-f16")]
    [InlineData("gpt2-lora-only-bias")]
    [InlineData("gpt2-testgen-rank4and8")]
    [InlineData("gpt2-tigrinya")]
    [InlineData("qwen2.5-0.5b")]
    [InlineData("roberta-adalora")]
    [InlineData("roberta-dora-rslora")]
    [InlineData("tiny-random-gpt2")]
    public void Of_RealAdapter_AgreesWithPeft(string name)
    {
        var folder = SharedFixtures.OrSkip("adapters", name);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "facts.json")));
        var facts = document.RootElement;

        var inspection = AdapterInspection.Of(folder);

        var expected = facts.GetProperty("modules").EnumerateArray().Select(module => (module.GetProperty("name").GetString(), Number(module, "peft_r") ?? Number(module, "rank"), Number(module, "peft_scaling")));
        Assert.Equal(expected.Order(), inspection.Modules.Select(module => ((string?)module.Name, (double?)module.Rank, module.Scaling)).Order());
        Assert.Equal(facts.GetProperty("lora_part_is_noop").GetBoolean(), inspection.IsNoOp);
        var dtypes = facts.GetProperty("dtypes").EnumerateObject().ToDictionary(dtype => dtype.Name, dtype => dtype.Value.GetInt32());
        Assert.Equal(dtypes, inspection.Dtypes.ToDictionary(dtype => dtype.Key.Name(), dtype => dtype.Value));
    }

    [SkippableTheory]
    [InlineData("bert-cased-r1-a1", "")]
    [InlineData("bert-dense-and-pooler", "")]
    [InlineData("bert-tiny", "The adapter in '*' changes nothing: every B or A is zero, as before training.")]
    [InlineData("bloom-560m-bin", "The adapter config '*' sets the unknown field 'enable_lora' to '[ true, false, true ]', which may change what the adapter computes; remove it where it is known to do nothing.|The weights of the adapter '*' are pickled ('adapter_model.bin'), which can run code when loaded; load them with PEFT and save them again with save_pretrained.")]
    [InlineData("dialogpt-handmade", "The adapter config '*' sets the unknown field 'alpha' to '16', which may change what the adapter computes; remove it where it is known to do nothing.")]
    [InlineData("distilbert-classifier-target", "The file '*' has LoRA for modules that its config excludes or saves as a whole ('classifier' and 'score' always are for the task SEQ_CLS), so PEFT refuses the adapter, or leaves it out where the base has other modules that are targeted: 'classifier'.")]
    [InlineData("distilbert-emotion-peft0.20", "")]
    [InlineData("flan-t5-wrongcase-target", "The adapter config '*' targets 'V', which match no module of '*'.")]
    [InlineData("gemma2b-f16", "72 of 72 tensors of '*' have values that are not finite: 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight', 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight', 'base_model.model.model.layers.0.self_attn.v_proj.lora_A.weight' and 69 more.")]
    [InlineData("gemma3-270m-winpath", "")]
    [InlineData("gpt2-lora-only-bias", "The config sets 'bias' to train biases but the file '*' has none; PEFT keeps the base's.")]
    [InlineData("gpt2-testgen-rank4and8", "The file '*' has LoRA for modules that its config does not target, so PEFT would leave it out: 'base_model.model.base_model.model.transformer.h.0.attn.c_proj', 'base_model.model.base_model.model.transformer.h.0.mlp.c_fc', 'base_model.model.base_model.model.transformer.h.0.mlp.c_proj' and 33 more.|The names in '*' have 'base_model.model.' more than once, so they match no module of a plain base: 'base_model.model.base_model.model.transformer.h.0.attn.c_attn', 'base_model.model.base_model.model.transformer.h.0.attn.c_proj', 'base_model.model.base_model.model.transformer.h.0.mlp.c_fc' and 45 more.")]
    [InlineData("gpt2-tigrinya", "")]
    [InlineData("lerobot-odd-config", "The field 'peft_type' is missing in '*'.|The weights of the adapter '*' are pickled ('adapter_model.bin'), which can run code when loaded; load them with PEFT and save them again with save_pretrained.")]
    [InlineData("lfm2", "The adapter config '*' targets 'o_proj', 'down_proj', 'up_proj' and 1 more, which match no module of '*'.")]
    [InlineData("lfs-pointers-only", "The file '*' is a Git LFS pointer, not its content; fetch it with 'git lfs pull'.|The file '*' is a Git LFS pointer, not the weights; fetch them with 'git lfs pull'.")]
    [InlineData("llama3.2-1b", "")]
    [InlineData("minilm-mts-missing", "The adapter in '*' changes nothing: every B or A is zero, as before training.|The config names modules_to_save 'classifier', 'score' but the file '*' has no tensors for them.")]
    [InlineData("opt-bf16", "")]
    [InlineData("qwen2.5-0.5b", "")]
    [InlineData("roberta-adalora", "The adapter config '*' has the peft_type 'ADALORA'; only 'LORA' can be run.")]
    [InlineData("roberta-bias-all", "")]
    [InlineData("roberta-dora-rslora", "")]
    [InlineData("roberta-r7-a4", "")]
    [InlineData("smollm2-135m", "")]
    [InlineData("tiny-random-gpt2", "The adapter in '*' changes nothing: every B or A is zero, as before training.")]
    public void Of_RealAdapter_NamesItsProblems(string name, string expected)
    {
        var inspection = AdapterInspection.Of(SharedFixtures.OrSkip("adapters", name));

        var problems = inspection.Problems.Select(problem => Regex.Replace(problem, @"'[^']*/adapters/[^']*'", "'*'"));
        Assert.Equal(expected, string.Join('|', problems));
    }

    private static double? Number(JsonElement module, string name) =>
        module.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
