using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Targeting;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Adapters.Targeting;

public sealed class ModuleTargetingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("\"target_modules\":[\"q_proj\"]", "model.layers.0.self_attn.q_proj", true)]
    [InlineData("\"target_modules\":[\"proj\"]", "model.layers.0.self_attn.q_proj", false)]
    [InlineData("\"target_modules\":[\"self_attn.q_proj\"]", "model.layers.0.self_attn.q_proj", true)]
    [InlineData("\"target_modules\":[\"lm_head\"]", "lm_head", true)]
    [InlineData("\"target_modules\":\".*q_proj\"", "model.layers.0.self_attn.q_proj", true)]
    [InlineData("\"target_modules\":\"q_proj\"", "model.layers.0.self_attn.q_proj", false)]
    [InlineData("\"exclude_modules\":[\"q_proj\"]", "model.layers.0.self_attn.q_proj", false)]
    [InlineData("\"exclude_modules\":\".*layers.0.*\"", "model.layers.0.self_attn.q_proj", false)]
    [InlineData("\"exclude_modules\":\".*layers.0.*\"", "model.layers.1.self_attn.q_proj", true)]
    [InlineData("\"target_modules\":[\"lm_head\"],\"modules_to_save\":[\"lm_head\"]", "lm_head", false)]
    [InlineData("\"target_modules\":[\"dense\"],\"modules_to_save\":[\"classifier\"]", "classifier.dense", false)]
    [InlineData("\"target_modules\":[\"dense\"],\"task_type\":\"SEQ_CLS\"", "classifier.dense", false)]
    [InlineData("\"target_modules\":[\"classifier\"],\"task_type\":\"SEQ_CLS\"", "pre_classifier", false)]
    [InlineData("\"layers_to_transform\":[1]", "model.layers.0.self_attn.q_proj", false)]
    [InlineData("\"layers_to_transform\":[1]", "model.layers.1.self_attn.q_proj", true)]
    [InlineData("\"layers_to_transform\":1", "model.layers.1.experts.0.q_proj", true)]
    [InlineData("\"layers_to_transform\":[0],\"layers_pattern\":[\"h\",\"layers\"]", "model.layers.0.self_attn.q_proj", true)]
    [InlineData("\"layers_to_transform\":[0],\"layers_pattern\":\"h\"", "model.layers.0.self_attn.q_proj", false)]
    [InlineData("\"layers_to_transform\":[0]", "q_proj", true)]
    [InlineData("\"layers_to_transform\":[0]", "vision.q_proj", false)]
    public void IsTargeted_Config_DecidesAsPeft(string fields, string module, bool expected) =>
        Assert.Equal(expected, Targeting(fields).IsTargeted(module));

    [Fact]
    public void Constructor_BrokenPattern_NamesFieldPatternAndFile()
    {
        var exception = Assert.Throws<InputException>(() => Targeting("\"target_modules\":\"(q|v\""));

        Assert.Equal($"The pattern '(q|v' in 'target_modules' of '{_folder["adapter_config.json"]}' is not a valid regular expression (InsufficientClosingParentheses).", exception.Message);
    }

    [Theory]
    [InlineData("", 2, 4, 2)]
    [InlineData("\"use_rslora\":true", 2, 4, 2.8284271247461903)]
    [InlineData("\"rank_pattern\":{\"q_proj\":4}", 4, 4, 1)]
    [InlineData("\"rank_pattern\":{\"q_proj\":4},\"use_rslora\":true", 4, 4, 2)]
    [InlineData("\"alpha_pattern\":{\"layers.0.self_attn.q_proj\":32}", 2, 32, 16)]
    [InlineData("\"alpha_pattern\":{\"^model.*\":1,\"q_proj\":32}", 2, 1, 0.5)]
    [InlineData("\"rank_pattern\":{\"proj\":8}", 2, 4, 2)]
    [InlineData("\"rank_pattern\":{\".*proj\":8}", 8, 4, 0.5)]
    public void ScalingOf_Patterns_FirstMatchWins(string fields, int rank, double alpha, double scaling)
    {
        const string Module = "model.layers.0.self_attn.q_proj";
        _folder.WriteConfig(fields);

        var patterns = new ModulePatterns(PeftConfig.Read(_folder["adapter_config.json"]));

        Assert.Equal((rank, alpha), patterns.Of(Module));
        Assert.Equal(scaling, patterns.ScalingOf(Module), 12);
    }

    public void Dispose() => _folder.Dispose();

    private ModuleTargeting Targeting(string fields)
    {
        _folder.WriteConfig(fields);
        var config = PeftConfig.Read(_folder["adapter_config.json"]);
        return new ModuleTargeting(config, config.TargetModules);
    }
}
