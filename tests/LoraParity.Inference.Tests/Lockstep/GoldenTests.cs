using Xunit.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class GoldenTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("peft", "llama-attn")]
    [InlineData("peft", "llama3-all-linear")]
    [InlineData("peft", "two-adapters")]
    public void Run_PeftFixture_AgreesWithTheRealLibraries(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        var run = Golden.Run(golden.Request(newTokens: 8));
        RequireLogits(golden, run, 0.45);
        foreach (var variant in golden.Variants)
        {
            for (var prompt = 0; prompt < golden.Prompts.Count; prompt++)
                Assert.Equal(UpTo(golden.Tokens(variant.Key, prompt), run.Tokens(variant.Key, prompt)), run.Tokens(variant.Key, prompt));
        }
    }

    [Fact]
    public void Run_Driftball_AgreesWithTheRealLibraries()
    {
        using var golden = new DriftballGolden();
        var run = Golden.Run(golden.Request(newTokens: 16));
        RequireLogits(golden, run, 1);
        foreach (var variant in golden.Variants)
        {
            for (var prompt = 0; prompt < golden.Prompts.Count; prompt++)
                Assert.Equal(golden.Tokens(variant.Key, prompt), run.Tokens(variant.Key, prompt));
        }
    }

    private void RequireLogits(Golden golden, RunRecorder run, double noiseLimit)
    {
        var errors = golden.Variants.Select(variant => (Variant: variant, Error: GoldenError.Of(golden, run, variant))).ToList();
        foreach (var (variant, error) in errors)
            output.WriteLine($"{variant.Key}: {error}");
        Assert.All(errors, e => Assert.True(e.Error.IsWithin(e.Variant, noiseLimit), $"{e.Variant.Key}: {e.Error}"));
    }

    /// <summary>The older fixtures were decoded with the end of the text suppressed: they say nothing from where we choose it.</summary>
    private static IEnumerable<int> UpTo(IReadOnlyList<int> expected, int[] ours) =>
        ours.Length < expected.Count ? [.. expected.Take(ours.Length - 1), ours[^1]] : expected;
}
