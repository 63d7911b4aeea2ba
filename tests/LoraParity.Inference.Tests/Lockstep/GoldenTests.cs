using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.TestKit;
using Xunit.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>Every variant of every fixture against what PyTorch, transformers and PEFT say.</summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Fixtures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in new[] { "peft", "peft-kinds" })
            {
                foreach (var folder in Directory.GetDirectories(SharedFixtures.Own(kind)).Order(StringComparer.Ordinal))
                    data.Add(kind, Path.GetFileName(folder));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Run_PeftFixture_AgreesWithTheRealLibraries(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        var run = Golden.Run(golden.Request(golden.NewTokens));
        var errors = RequireLogits(golden, run);
        if (run.Layout!.Output == OutputKind.NextToken)
            RequireTokens(golden, run, errors);
    }

    [Fact]
    public void Run_Driftball_AgreesWithTheRealLibraries()
    {
        using var golden = new DriftballGolden();
        var run = Golden.Run(golden.Request(newTokens: 16));
        RequireLogits(golden, run);
        foreach (var variant in golden.Variants)
        {
            for (var prompt = 0; prompt < golden.Prompts.Count; prompt++)
                Assert.Equal(golden.Tokens(variant.Key, prompt), run.Tokens(variant.Key, prompt));
        }
    }

    private Dictionary<Variant, GoldenError> RequireLogits(Golden golden, RunRecorder run)
    {
        var errors = golden.Variants.ToDictionary(variant => variant, variant => GoldenError.Of(golden, run, variant));
        foreach (var (variant, error) in errors)
            output.WriteLine($"{variant.Key}: {error}");
        Assert.All(errors, e => Assert.True(e.Value.IsWithinLimits(e.Key), $"{e.Key.Key}: {e.Value}"));
        return errors;
    }

    /// <summary>In 16 bit one flipped rounding may decide a near tie; where the logits are the same to the bit, so are the tokens.</summary>
    private static void RequireTokens(PeftGolden golden, RunRecorder run, Dictionary<Variant, GoldenError> errors)
    {
        foreach (var variant in golden.Variants.Where(variant => variant.Compute == Precision.Fp32 || errors[variant].MaxAbs == 0))
        {
            for (var prompt = 0; prompt < golden.Prompts.Count; prompt++)
            {
                var ours = run.Tokens(variant.Key, prompt);
                Assert.Equal(golden.Tokens(variant.Key, prompt).Take(golden.Comparable(ours)), ours.Take(golden.Comparable(ours)));
            }
        }
    }
}
