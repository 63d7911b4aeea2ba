using LoraParity.Inference.Adapters.Files;

namespace LoraParity.Inference.Tests.Adapters.Files;

public sealed class AdapterKeyParserTests
{
    [Theory]
    [InlineData("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", "model.layers.0.self_attn.q_proj", AdapterTensorRole.A)]
    [InlineData("base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight", "model.layers.0.self_attn.q_proj", AdapterTensorRole.B)]
    [InlineData("base_model.model.model.layers.0.self_attn.q_proj.lora_A.default.weight", "model.layers.0.self_attn.q_proj", AdapterTensorRole.A)]
    [InlineData("model.layers.0.self_attn.q_proj.lora_A.weight", "model.layers.0.self_attn.q_proj", AdapterTensorRole.A)]
    [InlineData("base_model.model.x.lora_A", "x", AdapterTensorRole.A)]
    [InlineData("base_model.model.x.lora_B.bias", "x", AdapterTensorRole.BBias)]
    [InlineData("base_model.model.x.lora_B.default.bias", "x", AdapterTensorRole.BBias)]
    [InlineData("base_model.model.model.embed_tokens.lora_embedding_A", "model.embed_tokens", AdapterTensorRole.EmbeddingA)]
    [InlineData("base_model.model.model.embed_tokens.lora_embedding_B.default", "model.embed_tokens", AdapterTensorRole.EmbeddingB)]
    [InlineData("base_model.model.x.lora_magnitude_vector", "x", AdapterTensorRole.Magnitude)]
    [InlineData("base_model.model.x.lora_magnitude_vector.default.weight", "x", AdapterTensorRole.Magnitude)]
    [InlineData("base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta", "model.embed_tokens", AdapterTensorRole.TokenRows)]
    [InlineData("base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta.default", "model.embed_tokens", AdapterTensorRole.TokenRows)]
    [InlineData("base_model.model.base_model.model.h.0.c_attn.lora_A.weight", "base_model.model.h.0.c_attn", AdapterTensorRole.A)]
    [InlineData("base_model.model.classifier.original_module.bias", "classifier.original_module.bias", AdapterTensorRole.Ignored)]
    [InlineData("base_model.model.classifier.modules_to_save.bias", "classifier.modules_to_save.bias", AdapterTensorRole.Ignored)]
    [InlineData("base_model.model.x.lora_diag", "x.lora_diag", AdapterTensorRole.Unknown)]
    [InlineData("base_model.model.x.lora_A.other.weight", "x.lora_A.other.weight", AdapterTensorRole.Unknown)]
    [InlineData("base_model.model.x.lora_A.bias", "x.lora_A.bias", AdapterTensorRole.Unknown)]
    public void Parse_Key_GivesModuleAndRole(string key, string module, AdapterTensorRole role)
    {
        var parsed = AdapterKeyParser.Parse(key);

        Assert.Equal((module, role, 0), (parsed.Module, parsed.Role, parsed.Nesting));
    }

    [Theory]
    [InlineData("base_model.model.lm_head.weight", "lm_head", "weight", false)]
    [InlineData("base_model.model.classifier.dense.bias", "classifier.dense", "bias", false)]
    [InlineData("base_model.model.model.embed_tokens.base_layer.weight", "model.embed_tokens", "weight", true)]
    [InlineData("base_model.model.lm_head.modules_to_save.default.weight", "lm_head", "weight", false)]
    [InlineData("base_model.model.embed.token_adapter.base_layer.weight", "embed", "weight", true)]
    [InlineData("lm_head.weight", "lm_head", "weight", false)]
    public void Parse_WholeParameter_GivesItsName(string key, string module, string parameter, bool inBaseLayer)
    {
        var parsed = AdapterKeyParser.Parse(key);

        Assert.Equal((AdapterTensorRole.Parameter, module, parameter, inBaseLayer), (parsed.Role, parsed.Module, parsed.Parameter, parsed.InBaseLayer));
        Assert.Equal($"{module}.{parameter}", parsed.ParameterPath);
    }

    [Theory]
    [InlineData("base_model.model.mlp.experts.lora_A.weight", 0)]
    [InlineData("base_model.model.mlp.experts.base_layer.lora_A.weight", 1)]
    [InlineData("base_model.model.mlp.experts.base_layer.base_layer.lora_A.weight", 2)]
    public void Parse_TargetedParameter_CountsWrappers(string key, int nesting)
    {
        var parsed = AdapterKeyParser.Parse(key);

        Assert.Equal(("mlp.experts", nesting, AdapterTensorRole.A), (parsed.Module, parsed.Nesting, parsed.Role));
    }
}
