using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Adapters.Config;

public sealed class PeftConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_EveryField_IsKept()
    {
        var config = Read("""
            "task_type":"CAUSAL_LM","peft_version":"0.18.0","use_rslora":true,"use_dora":true,"fan_in_fan_out":true,"bias":"lora_only",
            "rank_pattern":{"b":3,"a":5},"alpha_pattern":{"x.*":1.5},"exclude_modules":".*mlp.*","layers_to_transform":1,"layers_pattern":"layers",
            "modules_to_save":["lm_head","lm_head"],"trainable_token_indices":{"embed_tokens":[1,2]},"ensure_weight_tying":true
            """);

        Assert.Equal((2, 4d, true, true, true, BiasMode.LoraOnly), (config.Rank, config.Alpha, config.UseRslora, config.UseDora, config.FanInFanOut, config.Bias));
        Assert.Equal(["b", "a"], config.RankPattern.Select(pair => pair.Key));
        Assert.Equal(1.5, config.AlphaPattern.Single().Value);
        Assert.Equal(["q_proj"], config.TargetModules!.Names);
        Assert.Equal(".*mlp.*", config.ExcludeModules!.Pattern);
        Assert.Equal([1], config.LayersToTransform);
        Assert.Equal(["layers"], config.LayersPattern);
        Assert.Equal(["lm_head"], config.ModulesToSave);
        Assert.Equal([1, 2], config.TrainableTokens.Single().Value);
        Assert.Equal(("CAUSAL_LM", "tiny", "0.18.0", true), (config.TaskType, config.BaseModel, config.PeftVersion, config.EnsureWeightTying));
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void Read_TokenList_IsTheInputEmbeddings() =>
        Assert.Equal(PeftConfig.InputEmbedding, Read("\"trainable_token_indices\":[3]").TrainableTokens.Single().Key);

    [Theory]
    [InlineData("\"enable_lora\":null")]
    [InlineData("\"merge_weights\":false")]
    [InlineData("\"future\":0")]
    [InlineData("\"future\":\"\"")]
    [InlineData("\"future\":[]")]
    [InlineData("\"future\":{}")]
    [InlineData("\"init_lora_weights\":false")]
    [InlineData("\"init_lora_weights\":\"gaussian\"")]
    [InlineData("\"init_lora_weights\":\"MiCA\"")]
    [InlineData("\"loftq_config\":{}")]
    [InlineData("\"megatron_core\":\"megatron.core\"")]
    [InlineData("\"auto_mapping\":{\"unsloth_fixed\":true}")]
    [InlineData("\"runtime_config\":{\"ephemeral_gpu_offload\":false}")]
    [InlineData("\"velora_config\":{\"scale\":1.0}")]
    [InlineData("\"use_bdlora\":null")]
    [InlineData("\"alora_invocation_tokens\":[]")]
    [InlineData("\"layers_to_transform\":[]")]
    public void Read_HarmlessField_IsNoProblem(string field) => Assert.Empty(Read(field).Problems);

    [Theory]
    [InlineData("\"alpha\":16", "sets the unknown field 'alpha' to '16', which may change what the adapter computes; remove it where it is known to do nothing")]
    [InlineData("\"enable_lora\":[true,false,true]", "sets the unknown field 'enable_lora' to '[true,false,true]', which may change what the adapter computes; remove it where it is known to do nothing")]
    [InlineData("\"alora_invocation_tokens\":[5]", "sets 'alora_invocation_tokens' to '[5]': aLoRA acts only from its invocation tokens on and PEFT cannot merge it")]
    [InlineData("\"arrow_config\":{\"top_k\":3}", "sets 'arrow_config' to '{\"top_k\":3}': Arrow routes each token between adapters and PEFT cannot merge it")]
    [InlineData("\"use_qalora\":true", "sets 'use_qalora' to 'true': QALoRA pools its inputs on a GPTQ base and PEFT cannot merge it")]
    [InlineData("\"layer_replication\":[[0,4],[2,5]]", "sets 'layer_replication' to '[[0,4],[2,5]]': replicated layers share one weight, into which PEFT cannot merge several adapters")]
    [InlineData("\"kasa_config\":{\"beta\":0.1}", "sets 'kasa_config' to '{\"beta\":0.1}': KaSA truncates the base's weights by SVD when it is attached, which is not computed here")]
    [InlineData("\"monteclora_config\":{\"buffer_size\":1}", "sets 'monteclora_config' to '{\"buffer_size\":1}': MonteCLoRA samples its weights, which is not computed here")]
    [InlineData("\"use_bdlora\":{\"nblocks\":2}", "sets 'use_bdlora' to '{\"nblocks\":2}': BD-LoRA's block-diagonal factors are not computed here")]
    [InlineData("\"megatron_config\":{\"tp\":2}", "sets 'megatron_config' to '{\"tp\":2}': Megatron's parallel layers are not computed here")]
    [InlineData("\"init_lora_weights\":\"pissa_niter_4\"", "sets 'init_lora_weights' to 'pissa_niter_4': this initialisation changes the base's weights when the adapter is attached; save the adapter with path_initial_model_for_weight_conversion to convert it to plain LoRA")]
    [InlineData("\"init_lora_weights\":\"OLoRA\"", "sets 'init_lora_weights' to 'OLoRA': this initialisation changes the base's weights when the adapter is attached; save the adapter with path_initial_model_for_weight_conversion to convert it to plain LoRA")]
    [InlineData("\"init_lora_weights\":\"loftq\"", "sets 'init_lora_weights' to 'loftq': this initialisation changes the base's weights when the adapter is attached; save the adapter with path_initial_model_for_weight_conversion to convert it to plain LoRA")]
    [InlineData("\"init_lora_weights\":\"spectral\"", "sets 'init_lora_weights' to 'spectral': this initialisation is unknown and may change the base's weights")]
    [InlineData("\"target_modules\":\".*q_proj\",\"layers_to_transform\":[0]", "sets 'layers_to_transform' although 'target_modules' is a string, which PEFT refuses")]
    [InlineData("\"layers_pattern\":\"h\"", "sets 'layers_pattern' without 'layers_to_transform', which PEFT refuses")]
    [InlineData("\"lora_bias\":true,\"use_dora\":true", "sets both 'lora_bias' and 'use_dora', which PEFT refuses")]
    [InlineData("\"lora_bias\":true,\"init_lora_weights\":\"gaussian\"", "sets 'lora_bias' with an 'init_lora_weights' other than true or false, which PEFT refuses")]
    [InlineData("\"target_parameters\":[\"experts.down_proj\"],\"lora_dropout\":0.1", "sets both 'target_parameters' and 'lora_dropout', which PEFT refuses")]
    public void Read_RefusedField_SaysWhy(string field, string expected)
    {
        var problem = Assert.Single(Read(field).Problems);

        Assert.Equal($"The adapter config '{_folder["adapter_config.json"]}' {expected}.", problem.Message);
    }

    [Theory]
    [InlineData("ADALORA", "has the peft_type 'ADALORA'; only 'LORA' can be run")]
    [InlineData("lora", "has the unknown peft_type 'lora'; only 'LORA' can be run")]
    public void Read_OtherPeftType_IsRefusedWithoutLookingFurther(string type, string expected)
    {
        var problem = Assert.Single(Read($"\"peft_type\":\"{type}\",\"r\":\"eight\"").Problems);

        Assert.Equal($"The adapter config '{_folder["adapter_config.json"]}' {expected}.", problem.Message);
    }

    [Theory]
    [InlineData("\"peft_type\":null", "The field 'peft_type' is missing in '{0}'.")]
    [InlineData("\"r\":\"8\"", "The field 'r' of '{0}' is '8'; a whole number was expected.")]
    [InlineData("\"r\":0", "The field 'r' of '{0}' is '0'; a whole number of at least 1 was expected.")]
    [InlineData("\"lora_alpha\":\"16\"", "The field 'lora_alpha' of '{0}' is '16'; a number was expected.")]
    [InlineData("\"bias\":\"some\"", "The field 'bias' of '{0}' is 'some'; 'none', 'all' or 'lora_only' was expected.")]
    [InlineData("\"target_modules\":[1]", "The field 'target_modules' of '{0}' is '[1]'; a list of strings was expected.")]
    [InlineData("\"target_modules\":true", "The field 'target_modules' of '{0}' is 'true'; a list of strings or a regular expression was expected.")]
    [InlineData("\"rank_pattern\":{\"q\":-1}", "The field 'rank_pattern.q' of '{0}' is '-1'; a whole number of at least 1 was expected.")]
    [InlineData("\"alpha_pattern\":[]", "The field 'alpha_pattern' of '{0}' is '[]'; an object was expected.")]
    [InlineData("\"use_dora\":1", "The field 'use_dora' of '{0}' is '1'; true or false was expected.")]
    [InlineData("\"target_parameters\":\"experts\"", "The field 'target_parameters' of '{0}' is 'experts'; a list of strings was expected.")]
    public void Read_WrongType_NamesFieldValueAndFile(string field, string expected)
    {
        var exception = Assert.Throws<InputException>(() => Read(field));

        Assert.Equal(string.Format(null, expected, _folder["adapter_config.json"]), exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    private PeftConfig Read(string fields)
    {
        _folder.WriteConfig(fields);
        return PeftConfig.Read(_folder["adapter_config.json"]);
    }
}
