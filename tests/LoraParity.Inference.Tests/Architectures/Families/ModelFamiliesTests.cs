using LoraParity.Diagnostics;
using LoraParity.Inference.Architectures.Families;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tests.Lockstep;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Architectures.Families;

public sealed class ModelFamiliesTests
{
    [Fact]
    public void Run_FamilyAnnouncedOutside_ComputesItsModel()
    {
        using var golden = new PeftGolden("peft", "llama-attn");
        using var folder = new TemporaryFolder();
        var own = CopyOf(golden.Base, folder, "own");
        var request = golden.Request(newTokens: 2) with { Decode = DecodeMode.Forced };
        var renamed = request with { BasePath = own };
        Assert.Equal(RunHashes.Of(request, Golden.Run(request)), RunHashes.Of(renamed, Golden.Run(renamed)));
    }

    [Fact]
    public void Build_UnknownArchitecture_NamesTheKnownOnes()
    {
        using var golden = new PeftGolden("peft", "llama-attn");
        using var folder = new TemporaryFolder();
        var config = ModelConfig.Read(Path.Combine(CopyOf(golden.Base, folder, "mamba"), "config.json"));
        var exception = Assert.Throws<InputException>(() => ModelFamilies.Build(config));
        Assert.Equal(
            $"The architecture 'mamba' (LlamaForCausalLM) in '{config.Root.File}' is unknown; known are Own, Llama, Mistral, Qwen2, Qwen3, Gemma2, Gemma3, Phi3, "
            + "GPT-2, Mixtral, Qwen3-MoE, MiniCPM-V, BERT, RoBERTa, DistilBERT, and a test project can announce its own with [assembly: ModelFamily(typeof(…))].",
            exception.Message);
    }

    [Fact]
    public void Build_MiniCpmV_FindsTheLanguageModelUnderItsPrefix()
    {
        using var golden = new PeftGolden("peft", "qwen2-bias");
        using var folder = new TemporaryFolder();
        var config = ModelConfig.Read(Path.Combine(CopyOf(golden.Base, folder, "minicpmv"), "config.json"));
        var modules = ModelFamilies.Build(config).Describe();
        Assert.Contains(modules, module => module.Path == "llm.model.layers.1.self_attn.q_proj" && module.HasBias);
        Assert.Contains(modules, module => module.Path == "llm.lm_head" && module.IsOutput);
    }

    /// <summary>The same checkpoint under another model type.</summary>
    private static string CopyOf(string source, TemporaryFolder folder, string modelType)
    {
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, folder[Path.GetFileName(file)]);
        var config = File.ReadAllText(folder["config.json"]);
        var current = ModelConfig.Read(folder["config.json"]).ModelType;
        return Path.GetDirectoryName(folder.Write("config.json", config.Replace($"\"model_type\": \"{current}\"", $"\"model_type\": \"{modelType}\"", StringComparison.Ordinal)))!;
    }
}
