using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Suites.Execution;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests.Execution;

public sealed class WeightsVerdictTests
{
    private const string Variant = "merged.bf16.bf16.bf16";

    private static readonly WeightSurvival Good = new(Variant, "layers.0.q_proj", 0.25, 0.01, 0.9999, 0.999);

    [Fact]
    public void Of_EveryModuleSurvives_PassesAndShowsTheWorst()
    {
        var (passed, report) = WeightsVerdict.Of(Result([], Good, Good with { Module = "layers.1.q_proj", RelativeError = 0.5, Cosine = 0.9 }));

        Assert.True(passed);
        Assert.Equal(
            """
            weights after merging, against W + ΔW in fp32
            variant                       modules   unchanged   rel. error, worst   cosine, worst   scale
            merged.bf16.bf16.bf16               2      25.0 %              5.0e-1         0.90000   0.999
            """.ReplaceLineEndings("\n"),
            report);
    }

    [Fact]
    public void Of_NothingChangedInOneModule_FailsAndNamesIt()
    {
        var (passed, report) = WeightsVerdict.Of(Result([], Good, Good with { Module = "layers.1.q_proj", Unchanged = 1, RelativeError = 1, Cosine = 0, Scale = 0 }));

        Assert.False(passed);
        Assert.StartsWith(
            """
            The adapter does not survive merging in 1 module.
              merged.bf16.bf16.bf16  layers.1.q_proj: no element that ΔW meant to change has changed: every change is smaller than half a step of the stored dtype.
            Merge and save in a dtype with more mantissa bits (fp16 or fp32), or mark the variant 'expect: drift' with the reason.

            weights after merging
            """.ReplaceLineEndings("\n"),
            report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CheckpointThatIsTheBase_Fails()
    {
        var (passed, report) = WeightsVerdict.Of(Result([], Good with { Variant = "checkpoint.shipped.bf16", Unchanged = 1, Scale = 0 }));

        Assert.False(passed);
        Assert.Contains(
            "checkpoint.shipped.bf16  layers.0.q_proj: the checkpoint's weight is the base's: this module was not merged, or every change was lost in saving.",
            report,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 0.9)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void Of_NonFinite_Fails(double error, double scale)
    {
        var (passed, report) = WeightsVerdict.Of(Result([], Good with { RelativeError = error, Scale = scale }));

        Assert.False(passed);
        Assert.Contains(
            "layers.0.q_proj: the merged weight or ΔW is not finite. Check the adapter's tensors of this module.",
            report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ManyLost_NamesFiveAndCountsTheRest()
    {
        var lost = Enumerable.Range(0, 8).Select(i => Good with { Module = $"layers.{i}.q_proj", Unchanged = 1, Scale = 0 }).ToArray();

        var (_, report) = WeightsVerdict.Of(Result([], lost));

        Assert.StartsWith("The adapter does not survive merging in 8 modules.", report, StringComparison.Ordinal);
        Assert.Contains("layers.4.q_proj", report, StringComparison.Ordinal);
        Assert.DoesNotContain("layers.5.q_proj", report, StringComparison.Ordinal);
        Assert.Contains("\n  and 3 more.\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_VariantKnownToDrift_Passes()
    {
        var known = new ToleranceOverride(new ToleranceMatch { Save = Precision.Bf16 }, new Tolerance { Expect = Expectation.Drift });

        Assert.True(WeightsVerdict.Of(Result([known], Good with { Unchanged = 1, Scale = 0 })).Passed);
    }

    private static RunResult Result(IReadOnlyList<ToleranceOverride> overrides, params WeightSurvival[] weights) => new()
    {
        Plan = SamplePlans.Small("/nowhere") with { Tolerance = new ToleranceRules(SamplePlans.Loose, overrides) },
        Engine = "scripted",
        Layout = new RunLayout
        {
            PromptTokens = [],
            LogitsWidth = 1,
            Environment = new Dictionary<string, string>(),
            DeviceFamily = "cpu",
            Fingerprints = new Dictionary<string, string>(),
        },
        Cases = [],
        Floors = [],
        Weights = weights,
    };
}
