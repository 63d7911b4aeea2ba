using LoraParity.TestKit;
using static LoraParity.Inference.Tests.Adapters.AdapterFiles;

namespace LoraParity.Inference.Tests.Adapters.Coverage;

public sealed class AdapterCoverageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Check_PlainAdapter_PutsEveryTensorInItsPlace()
    {
        _folder.WriteConfig();
        _folder.WriteWeights(1, LoraInAll("q_proj"));

        var coverage = _folder.Check().EnsureUsable();

        Assert.Equal(["model.layers.0.self_attn.q_proj", "model.layers.1.self_attn.q_proj"], coverage.Modules.Select(module => module.Name));
        Assert.All(coverage.Modules, module => Assert.Equal((2, 4d, 2d, 1), (module.Rank, module.Alpha, module.Scaling, module.Experts)));
        Assert.Empty(coverage.Warnings);
    }

    [Fact]
    public void Check_NoTargetModules_TakesPeftsDefaultForTheModel()
    {
        _folder.WriteConfig("\"target_modules\":null");
        _folder.WriteWeights(1, LoraInAll("q_proj").Concat(LoraInAll("v_proj")));

        Assert.Equal(4, _folder.Check().EnsureUsable().Modules.Count);
    }

    [Fact]
    public void Check_AllLinear_LeavesOutTheHead()
    {
        _folder.WriteConfig("\"target_modules\":\"All-Linear\"");
        _folder.WriteWeights(1, LoraInAll("q_proj").Concat(LoraInAll("v_proj")));

        Assert.Equal(4, _folder.Check().EnsureUsable().Modules.Count);
    }

    [Fact]
    public void Check_TargetParameters_AreNestedInTheOrderOfTheModule()
    {
        _folder.WriteConfig("\"target_modules\":[],\"target_parameters\":[\"experts.down_proj\",\"experts.gate_up_proj\"],\"alpha_pattern\":{\"experts.down_proj\":1}");
        _folder.WriteWeights(1, Enumerable.Range(0, 2).SelectMany(Experts));

        var coverage = _folder.Check().EnsureUsable();

        Assert.Equal(
            [("model.layers.0.mlp.experts.gate_up_proj", 3, 2d), ("model.layers.0.mlp.experts.down_proj", 3, 0.5)],
            coverage.Modules.Take(2).Select(module => (module.Name, module.Experts, module.Scaling)));
        Assert.Equal([6L, 4L], coverage.Modules[0].A.Shape);
    }

    [Fact]
    public void Check_SavedModulesBiasesAndTokens_ReplaceParametersOfTheBase()
    {
        _folder.WriteConfig("\"bias\":\"lora_only\",\"modules_to_save\":[\"lm_head\"],\"trainable_token_indices\":[5,2]");
        _folder.WriteWeights(1, LoraInAll("q_proj").Append(("base_model.model.lm_head.weight", [8, 4]))
            .Append(("base_model.model.model.layers.0.self_attn.q_proj.base_layer.bias", [4]))
            .Append(("base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta", [2, 4])));

        var coverage = _folder.Check().EnsureUsable();

        Assert.Equal([("lm_head.weight", true), ("model.layers.0.self_attn.q_proj.bias", false)], coverage.Replaced.Select(parameter => (parameter.Name, parameter.IsSavedModule)));
        Assert.Equal([5, 2], coverage.Tokens.Single().Tokens);
        Assert.Empty(coverage.Warnings);
    }

    [Fact]
    public void Check_TiedEmbedding_Warns()
    {
        _folder.WriteConfig("\"target_modules\":[\"embed_tokens\"]");
        _folder.WriteWeights(1, Lora("model.embed_tokens"));

        var warning = Assert.Single(_folder.Check(tied: true).EnsureUsable().Warnings);

        Assert.Equal($"The adapter '{_folder.Path}' targets 'model.embed_tokens', whose weight 'lm_head' shares: merged it changes both, attached only the first.", warning.Message);
        Assert.Empty(_folder.Check(tied: false).Warnings);
    }

    [Fact]
    public void Check_ResizedEmbeddingInTheFile_WarnsThatItReplacesTheBases()
    {
        _folder.WriteConfig();
        _folder.WriteWeights(1, LoraInAll("q_proj").Append(("base_model.model.model.embed_tokens.weight", [8, 4])));

        var coverage = _folder.Check().EnsureUsable();

        Assert.Equal("model.embed_tokens.weight", coverage.Replaced.Single().Name);
        Assert.Equal($"The file '{_folder["adapter_model.safetensors"]}' replaces 'model.embed_tokens.weight' of the base although its config does not say so; PEFT loads such tensors.", coverage.Warnings.Single().Message);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(string Name, long[] Shape)> Experts(int layer) =>
    [
        ($"base_model.model.model.layers.{layer}.mlp.experts.base_layer.lora_A.weight", [6, 4]),
        ($"base_model.model.model.layers.{layer}.mlp.experts.base_layer.lora_B.weight", [12, 6]),
        ($"base_model.model.model.layers.{layer}.mlp.experts.lora_A.weight", [6, 6]),
        ($"base_model.model.model.layers.{layer}.mlp.experts.lora_B.weight", [4, 6]),
    ];
}
