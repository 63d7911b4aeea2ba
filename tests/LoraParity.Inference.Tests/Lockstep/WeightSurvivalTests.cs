using LoraParity.Matrix;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class WeightSurvivalTests
{
    [Fact]
    public void Run_MergedInFp32_LosesNothing()
    {
        var merged = Measure("peft", "llama-attn", Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32));
        Assert.Equal(4, merged.Count);
        Assert.All(merged, survival =>
        {
            Assert.InRange(survival.RelativeError, 0, 1e-5);
            Assert.InRange(survival.Cosine, 1 - 1e-9, 1 + 1e-9);
            Assert.InRange(survival.Scale, 1 - 1e-5, 1 + 1e-5);
        });
    }

    [Fact]
    public void Run_MergedInBf16_LosesMoreThanInFp16()
    {
        var bf16 = Measure("peft", "llama-attn", Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16));
        var fp16 = Measure("peft", "llama-attn", Variant.Merged(Precision.Fp16, Precision.Fp16, Precision.Fp16));
        Assert.Equal(["model.layers.0.self_attn.q_proj", "model.layers.0.self_attn.v_proj", "model.layers.1.self_attn.q_proj", "model.layers.1.self_attn.v_proj"], bf16.Select(survival => survival.Module));
        Assert.All(bf16.Zip(fp16), pair =>
        {
            Assert.True(pair.First.Unchanged > pair.Second.Unchanged);
            Assert.True(pair.First.RelativeError > pair.Second.RelativeError);
            Assert.InRange(pair.First.Scale, 0.9, 1.1);
        });
    }

    [Theory]
    [InlineData("llama-dora")]
    [InlineData("two-adapters")]
    [InlineData("gpt2-conv1d")]
    public void Run_OtherAdapters_ComparesWithWhatTheyMean(string name)
    {
        var merged = Measure("peft", name, Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32));
        Assert.NotEmpty(merged);
        Assert.All(merged, survival => Assert.InRange(survival.Cosine, 1 - 1e-6, 1 + 1e-6));
    }

    private static List<LoraParity.Engines.WeightSurvival> Measure(string kind, string name, Variant variant)
    {
        using var golden = new PeftGolden(kind, name);
        var reference = Variant.Attached(Precision.Fp32);
        var request = golden.Request(0) with { Variants = [reference, variant], Reference = reference, WantsWeights = true };
        return Golden.Run(request).Weights;
    }
}
