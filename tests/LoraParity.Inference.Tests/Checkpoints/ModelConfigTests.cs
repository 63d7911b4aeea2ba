using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Checkpoints;

public sealed class ModelConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_OldLlama_MapsDtypeAndRope()
    {
        var config = Read("""
            {"architectures":["LlamaForCausalLM"],"model_type":"llama","torch_dtype":"bfloat16","vocab_size":128256,"hidden_size":2048,
             "intermediate_size":8192,"num_hidden_layers":16,"num_attention_heads":32,"num_key_value_heads":8,"head_dim":64,
             "max_position_embeddings":131072,"rms_norm_eps":1e-05,"hidden_act":"silu","attention_bias":false,"mlp_bias":false,
             "rope_theta":500000.0,"rope_scaling":{"factor":32.0,"high_freq_factor":4.0,"low_freq_factor":1.0,"original_max_position_embeddings":8192,"rope_type":"llama3"},
             "bos_token_id":128000,"eos_token_id":[128001,128008],"tie_word_embeddings":true}
            """);

        Assert.Equal(Precision.Bf16, config.Dtype);
        Assert.Equal((32, 8, 64), (config.Heads, config.KeyValueHeads, config.HeadSize));
        Assert.Equal(new RopeConfig { Type = "llama3", Theta = 500000, Factor = 32, LowFrequencyFactor = 1, HighFrequencyFactor = 4, OriginalMaxPositions = 8192 }, config.Rope);
        Assert.True(config.TieWordEmbeddings);
        Assert.Equal([128001, 128008], config.EosTokenIds);
        Assert.Null(config.SlidingWindow);
    }

    [Fact]
    public void Read_NewLlama_EqualsTheOldForm()
    {
        var old = Read(With("\"torch_dtype\":\"float16\",\"rope_theta\":500000.0,\"rope_scaling\":{\"type\":\"linear\",\"factor\":2.0}"));
        var current = Read(With("\"dtype\":\"float16\",\"rope_parameters\":{\"rope_theta\":500000.0,\"rope_type\":\"linear\",\"factor\":2.0}"));

        Assert.Equal(old.Rope, current.Rope);
        Assert.Equal((Precision.Fp16, Precision.Fp16), (old.Dtype, current.Dtype));
    }

    [Fact]
    public void Read_Gemma3WithTextConfig_FillsWhatTransformersAssumes()
    {
        var config = Read("""
            {"architectures":["Gemma3ForConditionalGeneration"],"model_type":"gemma3","eos_token_id":[1,106],"torch_dtype":"bfloat16",
             "text_config":{"hidden_size":2560,"intermediate_size":10240,"model_type":"gemma3_text","num_hidden_layers":8,
                            "rope_scaling":{"factor":8.0,"rope_type":"linear"},"sliding_window":1024},
             "vision_config":{"hidden_size":1152}}
            """);

        Assert.Equal(("gemma3", "gemma3_text"), (config.ModelType, config.TextType));
        Assert.Equal((2560, 8, 4, 256, 262208), (config.HiddenSize, config.Heads, config.KeyValueHeads, config.HeadSize, config.VocabularySize));
        Assert.Equal(new RopeConfig { Type = "linear", Theta = 1e6, Factor = 8 }, config.Rope);
        Assert.Equal(new RopeConfig { Theta = 1e4 }, config.LocalRope);
        Assert.Equal("SSSSSFSS", Pattern(config));
        Assert.True(config.TieWordEmbeddings);
        Assert.Equal("gelu_pytorch_tanh", config.Activation);
    }

    [Fact]
    public void Read_Gemma3RopePerLayerType_KeepsBoth()
    {
        var config = Read("""
            {"model_type":"gemma3_text","num_hidden_layers":2,"layer_types":["full_attention","sliding_attention"],"sliding_window":512,
             "rope_parameters":{"full_attention":{"rope_theta":1000000.0,"rope_type":"linear","factor":8.0},"sliding_attention":{"rope_theta":20000.0,"rope_type":"default"}}}
            """);

        Assert.Equal(("linear", 1e6), (config.Rope.Type, config.Rope.Theta));
        Assert.Equal(("default", 2e4), (config.LocalRope.Type, config.LocalRope.Theta));
        Assert.Equal("FS", Pattern(config));
    }

    [Fact]
    public void Read_Gemma2_AlternatesAndCapsByDefault()
    {
        var config = Read(Of("gemma2", "\"num_hidden_layers\":4,\"hidden_activation\":\"gelu_pytorch_tanh\",\"hidden_act\":\"gelu\",\"query_pre_attn_scalar\":224,\"attn_logit_softcapping\":null"));

        Assert.Equal("SFSF", Pattern(config));
        Assert.Equal((4096, null, 30d, 224d), (config.SlidingWindow, config.AttentionSoftcap, config.FinalSoftcap, config.QueryScale));
        Assert.Equal("gelu_pytorch_tanh", config.Activation);
    }

    [Theory]
    [InlineData("\"use_sliding_window\":false,\"sliding_window\":32768,\"max_window_layers\":1", null, "FFF")]
    [InlineData("\"use_sliding_window\":true,\"sliding_window\":32768,\"max_window_layers\":1", 32768, "FSS")]
    [InlineData("\"use_sliding_window\":true,\"sliding_window\":8", 8, "FFF")]
    public void Read_Qwen2_SlidesOnlyWhenAsked(string fields, int? window, string pattern)
    {
        var config = Read(Of("qwen2", $"\"num_hidden_layers\":3,{fields}"));

        Assert.Equal(window, config.SlidingWindow);
        Assert.Equal(pattern, Pattern(config));
    }

    [Theory]
    [InlineData("\"sliding_window\":null", null, "FF")]
    [InlineData("\"sliding_window\":6", 6, "SS")]
    [InlineData("\"use_cache\":true", 4096, "SS")]
    public void Read_Mistral_AbsentWindowIsNotNull(string fields, int? window, string pattern)
    {
        var config = Read(Of("mistral", $"\"num_hidden_layers\":2,{fields}"));

        Assert.Equal(window, config.SlidingWindow);
        Assert.Equal(pattern, Pattern(config));
    }

    [Fact]
    public void Read_Phi3Longrope_TakesTheTopLevelContext()
    {
        var config = Read(Of("phi3", "\"num_hidden_layers\":1,\"original_max_position_embeddings\":4096,\"partial_rotary_factor\":0.75,\"rope_scaling\":{\"type\":\"su\",\"short_factor\":[1,1.5],\"long_factor\":[2,3]}"));

        Assert.Equal("longrope", config.Rope.Type);
        Assert.Equal((4096, 0.75), (config.Rope.OriginalMaxPositions, config.Rope.PartialFactor));
        Assert.Equal([1d, 1.5], config.Rope.ShortFactors);
        Assert.Equal([2d, 3], config.Rope.LongFactors);
    }

    [Fact]
    public void Read_Gpt2_MapsItsOwnNames()
    {
        var config = Read("""{"model_type":"gpt2","vocab_size":50257,"n_embd":768,"n_layer":12,"n_head":12,"n_positions":1024,"n_inner":null,"activation_function":"gelu_new","layer_norm_epsilon":1e-05}""");

        Assert.Equal((768, 12, 12, 64, 3072, 1024), (config.HiddenSize, config.Layers, config.Heads, config.HeadSize, config.IntermediateSize, config.MaxPositions));
        Assert.True(config.TieWordEmbeddings);
        Assert.Equal("gelu_new", config.Activation);
    }

    [Fact]
    public void Read_DistilBert_MapsItsOwnNames()
    {
        var config = Read("""{"model_type":"distilbert","vocab_size":30522,"dim":768,"n_layers":6,"n_heads":12,"hidden_dim":3072,"activation":"gelu","id2label":{"0":"a","1":"b","2":"c"}}""");

        Assert.Equal((768, 6, 12, 3072, 3), (config.HiddenSize, config.Layers, config.Heads, config.IntermediateSize, config.Labels));
        Assert.Equal(1e-12, config.NormEpsilon);
    }

    [Fact]
    public void Read_Qwen3Moe_ReadsExperts()
    {
        var config = Read(Of("qwen3_moe", "\"num_hidden_layers\":2,\"num_experts\":128,\"num_experts_per_tok\":8,\"moe_intermediate_size\":768,\"mlp_only_layers\":[1]"));

        Assert.Equal((128, 8, 768), (config.Experts, config.ExpertsPerToken, config.ExpertIntermediateSize));
        Assert.Equal([1], config.Text.FindIntegers("mlp_only_layers"));
    }

    [SkippableFact]
    public void Read_EveryGoldenFixture_IsUnderstood()
    {
        var configs = Directory.GetFiles(SharedFixtures.Own(), "config.json", SearchOption.AllDirectories);
        Skip.If(configs.Length == 0, "There are no fixtures.");

        foreach (var path in configs)
        {
            using var checkpoint = Checkpoint.Open(Path.GetDirectoryName(path)!);
            Assert.Equal(Precision.Bf16, checkpoint.Config.Dtype);
            Assert.Equal(checkpoint.Config.Layers, checkpoint.Config.LayerTypes.Count);
        }
    }

    [Theory]
    [InlineData("\"num_attention_heads\":\"four\"", "The field 'num_attention_heads' of '{0}' is 'four'; a whole number was expected.")]
    [InlineData("\"num_attention_heads\":0", "The field 'num_attention_heads' of '{0}' is '0'; a whole number of at least 1 was expected.")]
    [InlineData("\"num_hidden_layers\":2000000000", "The field 'num_hidden_layers' of '{0}' is '2000000000'; a whole number of at most 10000 was expected.")]
    [InlineData("\"num_attention_heads\":3", "The hidden size 4 in '{0}' is not a multiple of its 3 attention heads.")]
    [InlineData("\"num_key_value_heads\":3", "The field 'num_key_value_heads' of '{0}' is '3'; a divisor of the 2 attention heads was expected.")]
    [InlineData("\"hidden_size\":null", "The field 'hidden_size' is missing in '{0}'.")]
    [InlineData("\"rope_scaling\":{\"factor\":\"8\"}", "The field 'rope_scaling.factor' of '{0}' is '8'; a number was expected.")]
    [InlineData("\"layer_types\":[\"full_attention\",\"full_attention\"]", "The field 'layer_types' of '{0}' is '[\"full_attention\",\"full_attention\"]'; a list of 1 layer types, one for each layer, was expected.")]
    [InlineData("\"layer_types\":[\"mamba\"]", "The field 'layer_types' of '{0}' is '[\"mamba\"]'; a list of 'full_attention' and 'sliding_attention' was expected.")]
    [InlineData("\"quantization_config\":{\"quant_method\":\"bitsandbytes\"}", "The checkpoint of '{0}' is quantised ('bitsandbytes'); its weights are no floats, so give the checkpoint it was made from.")]
    [InlineData("\"tie_word_embeddings\":\"yes\"", "The field 'tie_word_embeddings' of '{0}' is 'yes'; true or false was expected.")]
    [InlineData("\"eos_token_id\":\"</s>\"", "The field 'eos_token_id' of '{0}' is '</s>'; a list of whole numbers was expected.")]
    public void Read_UnusableField_NamesFieldValueAndFile(string fields, string expected)
    {
        var exception = Assert.Throws<InputException>(() => Read(With(fields)));

        Assert.Equal(string.Format(null, expected, _folder["config.json"]), exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static string Pattern(ModelConfig config) => string.Concat(config.LayerTypes.Select(type => type == ModelConfig.SlidingAttention ? 'S' : 'F'));

    private static string Of(string modelType, string fields) =>
        $"{{\"model_type\":\"{modelType}\",\"vocab_size\":8,\"hidden_size\":4,\"intermediate_size\":6,\"num_attention_heads\":2,{fields}}}";

    /// <summary>The standard config with some fields put in place of its own.</summary>
    private static string With(string fields)
    {
        var config = System.Text.Json.Nodes.JsonNode.Parse(CheckpointFiles.Config)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse($"{{{fields}}}")!.AsObject())
            config[name] = value?.DeepClone();
        return config.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private ModelConfig Read(string json) => ModelConfig.Read(_folder.Write("config.json", json));
}
