using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tests.Adapters;
using LoraParity.Inference.Tests.Checkpoints;
using LoraParity.Safetensors;
using LoraParity.TestKit;
using static LoraParity.Inference.Tests.Adapters.AdapterFiles;

namespace LoraParity.Inference.Tests;

/// <summary>What users really hand in: each broken checkpoint and adapter with the whole sentence that it gets. '*' is its folder.</summary>
public sealed class BrokenFilesTests : IDisposable
{
    private const string Q0 = "base_model.model.model.layers.0.self_attn.q_proj";
    private const string LfsPointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n";

    private static readonly Dictionary<string, (Action<TemporaryFolder> Write, string Expected)> Checkpoints = new()
    {
        ["no config"] = (f => f.WriteTensors("model.safetensors", ("a", [1])), "The file '*/config.json' does not exist."),
        ["empty config"] = (f => Config(f, ""), "The file '*/config.json' is empty."),
        ["config cut off"] = (f => Config(f, "{\n \"model_type\": \"lla"), "The file '*/config.json' is not valid JSON at line 2, byte 19."),
        ["config is a list"] = (f => Config(f, "[]"), "The file '*/config.json' must hold a JSON object."),
        ["config names a field twice"] = (f => Config(f, "{\"vocab_size\":1,\"vocab_size\":2}"), "The file '*/config.json' names a field twice."),
        ["config is an LFS pointer"] = (f => Config(f, LfsPointer), "The file '*/config.json' is a Git LFS pointer, not its content; fetch it with 'git lfs pull'."),
        ["config nested too deeply"] = (f => Config(f, new string('[', 1000)), "The file '*/config.json' is not valid JSON at line 1, byte 64."),
        ["config with half a surrogate pair"] = (f => Config(f, "{\"model_type\":\"\\ud800\"}"), "The file '*/config.json' holds text that is not valid Unicode."),
        ["no model type"] = (f => Config(f, "{}"), "The field 'model_type' is missing in '*/config.json'."),
        ["no hidden size"] = (f => Config(f, "{\"model_type\":\"llama\",\"num_attention_heads\":2}"), "The field 'hidden_size' is missing in '*/config.json'."),
        ["text_config is a string"] = (f => Config(f, "{\"model_type\":\"gemma3\",\"text_config\":\"small\"}"), "The field 'text_config' of '*/config.json' is 'small'; an object was expected."),
        ["quantised"] = (f => Config(f, "{\"quantization_config\":{\"quant_method\":\"gptq\"}}"), "The checkpoint of '*/config.json' is quantised ('gptq'); its weights are no floats, so give the checkpoint it was made from."),
        ["no weights"] = (f => Config(f), "The checkpoint '*' has neither model.safetensors nor model.safetensors.index.json."),
        ["pickled weights"] = (f => Config(f).Write("pytorch_model.bin", "PK"), "The weights of '*' are pickled ('pytorch_model.bin'), which can run code when loaded; save the model again with save_pretrained(…, safe_serialization=True)."),
        ["pickled shards"] = (f => Config(f).Write("pytorch_model.bin.index.json", "{}"), "The weights of '*' are pickled ('pytorch_model.bin.index.json'), which can run code when loaded; save the model again with save_pretrained(…, safe_serialization=True)."),
        ["an adapter"] = (f => f.WriteConfig(), "'*' is an adapter, not a checkpoint; name it under 'adapters' and its base model here."),
        ["weights are an LFS pointer"] = (f => Config(f).Write("model.safetensors", LfsPointer), "The file '*/model.safetensors' is a Git LFS pointer, not the weights; fetch them with 'git lfs pull'."),
        ["weights are pickled under a wrong name"] = (f => Config(f).Write("model.safetensors", "PK\u0003\u0004"), "The file '*/model.safetensors' is a pickled PyTorch archive, not safetensors; save the tensors with safetensors.torch.save_file."),
        ["weights are a web page"] = (f => Config(f).Write("model.safetensors", "<!DOCTYPE html>"), "The file '*/model.safetensors' is a web page, not safetensors; the download went wrong."),
        ["weights cut off"] = (f => CutOff(Config(f)), "The tensor 'a' of '*/model.safetensors' ends at byte 4000 of the data but the file holds only 3996; the file is truncated or was copied incompletely."),
        ["index is no JSON"] = (f => Index(f, "weights"), "The file '*/model.safetensors.index.json' is not valid JSON at line 1, byte 0."),
        ["index without map"] = (f => Index(f, "{\"metadata\":{}}"), "The field 'weight_map' is missing in '*/model.safetensors.index.json'."),
        ["index with an empty map"] = (f => Index(f, "{\"weight_map\":{}}"), "The field 'weight_map' of '*/model.safetensors.index.json' names no tensors."),
        ["index maps to a number"] = (f => Index(f, "{\"weight_map\":{\"a\":1}}"), "The field 'weight_map.a' of '*/model.safetensors.index.json' is '1'; a string was expected."),
        ["shard above the folder"] = (f => Map(f, "../secret.safetensors"), "The index '*/model.safetensors.index.json' names the shard '../secret.safetensors', which is not a file inside its folder."),
        ["shard above a subfolder"] = (f => Map(f, "sub/../../x"), "The index '*/model.safetensors.index.json' names the shard 'sub/../../x', which is not a file inside its folder."),
        ["shard above, with backslashes"] = (f => Map(f, "..\\\\x"), "The index '*/model.safetensors.index.json' names the shard '..\\x', which is not a file inside its folder."),
        ["shard with an absolute path"] = (f => Map(f, "/etc/passwd"), "The index '*/model.safetensors.index.json' names the shard '/etc/passwd', which is not a file inside its folder."),
        ["shard on a drive"] = (f => Map(f, "C:x"), "The index '*/model.safetensors.index.json' names the shard 'C:x', which is not a file inside its folder."),
        ["shard without a name"] = (f => Map(f, ""), "The index '*/model.safetensors.index.json' names the shard '', which is not a file inside its folder."),
        ["shard missing"] = (f => Map(f, "model-00001-of-00002.safetensors"), "The index '*/model.safetensors.index.json' names the shard 'model-00001-of-00002.safetensors', which is missing."),
        ["shard without the tensor"] = (f => Map(f, "one.safetensors").WriteTensors("one.safetensors", ("b", [1])), "The index '*/model.safetensors.index.json' says that 'one.safetensors' holds the tensor 'a', but it does not."),
        ["generation config broken"] = (f => Config(f).Write("generation_config.json", "{\"eos_token_id\":\"2\"}"), "The field 'eos_token_id' of '*/generation_config.json' is '2'; a list of whole numbers was expected."),
    };

    private static readonly Dictionary<string, (Action<TemporaryFolder> Write, string Expected)> Adapters = new()
    {
        ["empty folder"] = (_ => { }, "The adapter '*' has no adapter_config.json."),
        ["a checkpoint"] = (f => Config(f), "'*' is a checkpoint, not an adapter; an adapter has adapter_config.json."),
        ["config is an LFS pointer"] = (f => f.Write("adapter_config.json", LfsPointer), "The file '*/adapter_config.json' is a Git LFS pointer, not its content; fetch it with 'git lfs pull'."),
        ["no weights"] = (f => f.WriteConfig(), "The adapter '*' has no adapter_model.safetensors."),
        ["pickled weights"] = (f => { f.WriteConfig(); f.Write("adapter_model.bin", "PK"); }, "The weights of the adapter '*' are pickled ('adapter_model.bin'), which can run code when loaded; load them with PEFT and save them again with save_pretrained."),
        ["another PEFT type"] = (f => Written(f, "\"peft_type\":\"IA3\""), "The adapter config '*/adapter_config.json' has the peft_type 'IA3'; only 'LORA' can be run."),
        ["unknown field"] = (f => Written(f, "\"alpha\":16"), "The adapter config '*/adapter_config.json' sets the unknown field 'alpha' to '16', which may change what the adapter computes; remove it where it is known to do nothing."),
        ["PiSSA, not converted"] = (f => Written(f, "\"init_lora_weights\":\"pissa\""), "The adapter config '*/adapter_config.json' sets 'init_lora_weights' to 'pissa': this initialisation changes the base's weights when the adapter is attached; save the adapter with path_initial_model_for_weight_conversion to convert it to plain LoRA."),
        ["rank of another type"] = (f => Written(f, "\"r\":[2]"), "The field 'r' of '*/adapter_config.json' is '[2]'; a whole number was expected."),
        ["broken target pattern"] = (f => Written(f, "\"target_modules\":\".*(q_proj\""), "The pattern '.*(q_proj' in 'target_modules' of '*/adapter_config.json' is not a valid regular expression (InsufficientClosingParentheses)."),
        ["broken rank pattern"] = (f => Written(f, "\"rank_pattern\":{\"[q\":4}"), "The pattern '[q' in 'rank_pattern' of '*/adapter_config.json' has a '[' that is never closed."),
        ["endless target pattern"] = (f => Written(f, "\"target_modules\":\"((m|mo|o)*(d|de|e)*(.|l|la)*)*x\""), "The pattern in 'target_modules' of '*/adapter_config.json' takes more than 1 s on 'model.embed_tokens'."),
        ["targets nothing"] = (f => Written(f, "\"target_modules\":[\"Q_PROJ\"]"), "The file '*/adapter_model.safetensors' has LoRA for modules that its config does not target, so PEFT refuses the adapter: 'model.layers.0.self_attn.q_proj', 'model.layers.1.self_attn.q_proj'."),
        ["targets part of it"] = (f => Written(f, "\"target_modules\":[\"model.layers.0.self_attn.q_proj\"]"), "The file '*/adapter_model.safetensors' has LoRA for modules that its config does not target, so PEFT would leave it out: 'model.layers.1.self_attn.q_proj'."),
        ["saves what it targets"] = (f => Written(f, "\"modules_to_save\":[\"q_proj\"]"), "The file '*/adapter_model.safetensors' has LoRA for modules that its config excludes or saves as a whole, so PEFT refuses the adapter: 'model.layers.0.self_attn.q_proj', 'model.layers.1.self_attn.q_proj'."),
        ["targets a norm"] = (f => Written(f, "\"target_modules\":[\"q_proj\",\"input_layernorm\"]"), "The adapter config '*/adapter_config.json' targets 'model.layers.0.input_layernorm', 'model.layers.1.input_layernorm', which PEFT cannot adapt: only linear layers and embeddings can be targeted."),
        ["targets a container"] = (f => Written(f, "\"target_modules\":[\"q_proj\",\"mlp\"]"), "The adapter config '*/adapter_config.json' targets 'model.layers.0.mlp', 'model.layers.1.mlp', which PEFT cannot adapt: only linear layers and embeddings can be targeted."),
        ["module without tensors"] = (f => Written(f, "", Lora("model.layers.0.self_attn.q_proj")), "The file '*/adapter_model.safetensors' lacks A or B for 1 of 2 targeted modules, which PEFT would leave as initialised: 'model.layers.1.self_attn.q_proj'."),
        ["B without A"] = (f => Written(f, "\"layers_to_transform\":[0]", Lora("model.layers.0.self_attn.q_proj").Skip(1)), "The file '*/adapter_model.safetensors' lacks A or B for 1 of 1 targeted modules, which PEFT would leave as initialised: 'model.layers.0.self_attn.q_proj'."),
        ["another base's names"] = (f => Written(f, "", [.. LoraInAll("q_proj"), ($"base_model.model.transformer.h.0.c_attn.lora_A.weight", [2, 4]), ($"base_model.model.transformer.h.0.c_attn.lora_B.weight", [4, 2])]), "The file '*/adapter_model.safetensors' has LoRA for modules that the base does not have: 'transformer.h.0.c_attn'."),
        ["names of a larger model"] = (f => Written(f, "\"layers_to_transform\":[]", [.. LoraInAll("q_proj"), ("base_model.model.language_model.model.layers.0.self_attn.q_proj.lora_A.weight", [2, 4])]), "The file '*/adapter_model.safetensors' has LoRA for modules that the base does not have: 'language_model.model.layers.0.self_attn.q_proj'; the base calls the first 'model.layers.0.self_attn.q_proj'."),
        ["prefix twice"] = (f => Written(f, "", [.. LoraInAll("q_proj"), ("base_model.model." + Q0 + ".lora_A.weight", [2, 4])]), "The file '*/adapter_model.safetensors' has LoRA for modules that the base does not have: 'base_model.model.model.layers.0.self_attn.q_proj'; the names have 'base_model.model.' more than once, as when an adapter is trained on a model that already is a PEFT model."),
        ["another size"] = (f => Written(f, "\"layers_to_transform\":[0]", [(Q0 + ".lora_A.weight", [2, 8]), (Q0 + ".lora_B.weight", [8, 2])]), "The adapter '*' does not fit this base at 1 of 1 modules: 'model.layers.0.self_attn.q_proj' has A [2, 8] where [2, 4] is needed; it was trained on 'tiny'."),
        ["another rank than the config's"] = (f => Written(f, "", LoraInAll("q_proj", rank: 3)), "The adapter '*' does not fit this base at 2 of 2 modules: 'model.layers.0.self_attn.q_proj' has A [3, 4] where [2, 4] is needed; it was trained on 'tiny'."),
        ["B transposed"] = (f => Written(f, "\"layers_to_transform\":[0]", [(Q0 + ".lora_A.weight", [2, 4]), (Q0 + ".lora_B.weight", [2, 4])]), "The adapter '*' does not fit this base at 1 of 1 modules: 'model.layers.0.self_attn.q_proj' has B [2, 4] where [4, 2] is needed; it was trained on 'tiny'."),
        ["A of four dimensions"] = (f => Written(f, "\"layers_to_transform\":[0]", [(Q0 + ".lora_A.weight", [2, 4, 1, 1]), (Q0 + ".lora_B.weight", [4, 2])]), "The adapter '*' does not fit this base at 1 of 1 modules: 'model.layers.0.self_attn.q_proj' has A [2, 4, 1, 1] where [2, 4] is needed; it was trained on 'tiny'."),
        ["an embedding's tensors on a linear layer"] = (f => Written(f, "\"layers_to_transform\":[0]", [(Q0 + ".lora_embedding_A", [2, 4]), (Q0 + ".lora_embedding_B", [4, 2])]), "The adapter '*' does not fit this base at 1 of 1 modules: 'model.layers.0.self_attn.q_proj' has LoRA of an embedding but is a linear layer; it was trained on 'tiny'."),
        ["magnitudes without DoRA"] = (f => Written(f, "\"layers_to_transform\":[0]", [.. Lora("model.layers.0.self_attn.q_proj"), (Q0 + ".lora_magnitude_vector", [4])]), "The file '*/adapter_model.safetensors' has DoRA magnitudes for 'model.layers.0.self_attn.q_proj' but its config does not set 'use_dora', so PEFT would leave them out."),
        ["DoRA without magnitudes"] = (f => Written(f, "\"use_dora\":true,\"layers_to_transform\":[0]", Lora("model.layers.0.self_attn.q_proj")), "The config sets 'use_dora' but the file '*/adapter_model.safetensors' has no magnitude for 'model.layers.0.self_attn.q_proj'."),
        ["lora_bias without biases"] = (f => Written(f, "\"lora_bias\":true,\"layers_to_transform\":[0]", Lora("model.layers.0.self_attn.q_proj")), "The config sets 'lora_bias' but the file '*/adapter_model.safetensors' has no 'lora_B.bias' for 'model.layers.0.self_attn.q_proj'."),
        ["biases without lora_bias"] = (f => Written(f, "\"layers_to_transform\":[0]", [.. Lora("model.layers.0.self_attn.q_proj"), (Q0 + ".lora_B.bias", [4])]), "The file '*/adapter_model.safetensors' has 'lora_B.bias' for 'model.layers.0.self_attn.q_proj' but its config does not set 'lora_bias', so PEFT would leave it out."),
        ["saved module without tensors"] = (f => Written(f, "\"modules_to_save\":[\"lm_head\"]"), "The config names modules_to_save 'lm_head' but the file '*/adapter_model.safetensors' has no tensors for 'lm_head.weight', so PEFT cannot load it."),
        ["saved module of another size"] = (f => Written(f, "", [.. LoraInAll("q_proj"), ("base_model.model.lm_head.weight", [9, 4])]), "The tensor 'base_model.model.lm_head.weight' of '*/adapter_model.safetensors' has the shape [9, 4] but the base's 'lm_head.weight' has [8, 4]."),
        ["parameter of no module"] = (f => Written(f, "", [.. LoraInAll("q_proj"), ("base_model.model.score.weight", [2, 4])]), "The file '*/adapter_model.safetensors' has tensors that match no parameter of the base, so PEFT would leave them out: 'base_model.model.score.weight'."),
        ["plain weight of a targeted module"] = (f => Written(f, "", [.. LoraInAll("q_proj"), (Q0 + ".weight", [4, 4])]), "The file '*/adapter_model.safetensors' has tensors that match no parameter of the base, so PEFT would leave them out: 'base_model.model.model.layers.0.self_attn.q_proj.weight'."),
        ["trained tokens without rows"] = (f => Written(f, "\"trainable_token_indices\":[1]"), "The adapter config '*/adapter_config.json' trains tokens of 'model.embed_tokens' but the file '*/adapter_model.safetensors' has no rows for it."),
        ["rows without trained tokens"] = (f => Written(f, "", [.. LoraInAll("q_proj"), Rows(1)]), "The file '*/adapter_model.safetensors' has rows of trained tokens that its config does not name: 'base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta'."),
        ["rows of another number"] = (f => Written(f, "\"trainable_token_indices\":[1,2]", [.. LoraInAll("q_proj"), Rows(1)]), "The tensor 'base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta' of '*/adapter_model.safetensors' has the shape [1, 4] where [2, 4] is needed."),
        ["token outside the vocabulary"] = (f => Written(f, "\"trainable_token_indices\":[8]", [.. LoraInAll("q_proj"), Rows(1)]), "The adapter config '*/adapter_config.json' trains the token 8 of 'model.embed_tokens', which has 8 tokens."),
        ["tokens of an unknown module"] = (f => Written(f, "\"trainable_token_indices\":{\"wte\":[1]}"), "The adapter config '*/adapter_config.json' trains tokens of 'wte', which the base does not have."),
        ["KaSA's tensors"] = (f => Written(f, "", [.. LoraInAll("q_proj"), (Q0 + ".lora_diag", [2])]), "The file '*/adapter_model.safetensors' has tensors that are not plain LoRA or DoRA: 'base_model.model.model.layers.0.self_attn.q_proj.lora_diag'."),
        ["the same tensor in two forms"] = (f => Written(f, "", [.. LoraInAll("q_proj"), (Q0 + ".lora_A.default.weight", [2, 4])]), "The file '*/adapter_model.safetensors' has tensors whose place another of its tensors has already: 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.default.weight'."),
        ["never trained"] = (f => { f.WriteConfig(); f.WriteWeights(0, LoraInAll("q_proj")); }, "The adapter in '*/adapter_model.safetensors' changes nothing: every B or A is zero, as before training."),
        ["NaN"] = (f => { f.WriteConfig(); f.WriteWeights(float.NaN, LoraInAll("q_proj")); }, "4 of 4 tensors of '*/adapter_model.safetensors' have values that are not finite: 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight', 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight', 'base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight' and 1 more."),
        ["integers"] = (f => { f.WriteConfig("\"layers_to_transform\":[0]"); WriteIntegers(f); }, "The file '*/adapter_model.safetensors' has tensors that are not F32, BF16 or F16: 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight (I8)', 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight (I8)'."),
        ["a parameter and its module"] = (f => Written(f, "\"target_parameters\":[\"q_proj.weight\"]"), "The adapter config '*/adapter_config.json' targets 'model.layers.0.self_attn.q_proj' both as a module and by a parameter, which PEFT refuses."),
        ["a parameter of one dimension"] = (f => Written(f, "\"target_modules\":[],\"target_parameters\":[\"layers.0.input_layernorm.weight\"]"), "The adapter config '*/adapter_config.json' targets the parameter 'model.layers.0.input_layernorm.weight', which has 1 dimensions; PEFT takes 2 or 3."),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> CheckpointNames => [.. Checkpoints.Keys];

    public static TheoryData<string> AdapterNames => [.. Adapters.Keys];

    [Theory]
    [MemberData(nameof(CheckpointNames))]
    public void Open_BrokenCheckpoint_SaysWhatIsWrong(string name)
    {
        Checkpoints[name].Write(_folder);

        var exception = Assert.Throws<InputException>(() => Checkpoint.Open(_folder.Path));

        Assert.Equal(Checkpoints[name].Expected, Masked(exception.Diagnostics[0]));
    }

    [Theory]
    [MemberData(nameof(AdapterNames))]
    public void Check_BrokenAdapter_SaysWhatIsWrong(string name)
    {
        Adapters[name].Write(_folder);

        var exception = Assert.Throws<InputException>(() => _folder.Check().EnsureUsable());

        Assert.Equal(Adapters[name].Expected, Masked(exception.Diagnostics[0]));
    }

    public void Dispose() => _folder.Dispose();

    private string Masked(Diagnostic diagnostic) => diagnostic.Message.Replace(_folder.Path, "*", StringComparison.Ordinal).Replace("*\\", "*/", StringComparison.Ordinal);

    private static TemporaryFolder Config(TemporaryFolder folder, string config = CheckpointFiles.Config)
    {
        folder.Write("config.json", config);
        return folder;
    }

    private static void CutOff(TemporaryFolder folder)
    {
        using var stream = new FileStream(folder.WriteTensors("model.safetensors", ("a", [1000])), FileMode.Open);
        stream.SetLength(stream.Length - 4);
    }

    private static TemporaryFolder Index(TemporaryFolder folder, string index)
    {
        Config(folder).Write("model.safetensors.index.json", index);
        return folder;
    }

    private static TemporaryFolder Map(TemporaryFolder folder, string shard) => Index(folder, $"{{\"weight_map\":{{\"a\":\"{shard}\"}}}}");

    private static void Written(TemporaryFolder folder, string fields, IEnumerable<(string Name, long[] Shape)>? tensors = null)
    {
        folder.WriteConfig(fields);
        folder.WriteWeights(1, tensors ?? LoraInAll("q_proj"));
    }

    private static (string Name, long[] Shape) Rows(int count) => ("base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta", [count, 4]);

    private static void WriteIntegers(TemporaryFolder folder)
    {
        var tensors = Lora("model.layers.0.self_attn.q_proj").Select(tensor => new SafetensorsTensor(tensor.Name, SafetensorsDtype.I8, tensor.Shape)).ToList();
        using var writer = new SafetensorsWriter(folder["adapter_model.safetensors"], tensors);
        tensors.ForEach(tensor => writer.Write(new byte[tensor.Length]));
        writer.Complete();
    }
}
