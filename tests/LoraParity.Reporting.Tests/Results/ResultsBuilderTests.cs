using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Tests.Results;

public sealed class ResultsBuilderTests
{
    private readonly SpecRecord _spec = Samples.Document().Specs.Single();

    [Fact]
    public void Build_Paths_StartFromTheRootWithForwardSlashes()
    {
        Assert.Equal("driftball.parity.yaml", _spec.Spec);
        Assert.Equal("base", _spec.Base);
        Assert.Equal("adapter", _spec.Adapters.Single().Path);
        Assert.Equal("../it/base", ResultsBuilder.Build([Samples.Run()], "/root of/other").Specs[0].Base);
    }

    [Fact]
    public void Build_Cases_KeepOutcomeChecksAndSteps()
    {
        var drifted = _spec.Cases.Single(c => c.Variant == "merged.bf16.bf16.bf16" && c.Prompt == "raw");

        Assert.Equal(Outcome.Drifted, drifted.Outcome);
        Assert.Contains(drifted.Checks, c => c.Bound == "logits.max_abs" && !c.Within);
        Assert.Equal(8, drifted.Tokens.Count);
        Assert.Equal(8, drifted.Steps.Count);
        Assert.Equal(drifted.Tokens, drifted.Steps.Select(s => s.Top[0].Token));
        Assert.Equal(11, drifted.Metrics!.PositionKl.Count);
    }

    [Fact]
    public void Build_KnownDrift_KeepsExpectationAndReason()
    {
        var known = _spec.Cases.First(c => c.Variant == "attached.fp16");

        Assert.Equal((Outcome.Passed, Expectation.Drift, "fp16 costs bits"), (known.Outcome, known.Expect, known.Reason));
    }

    [Fact]
    public void Build_LayerCurves_HaveAnEntryALayer()
    {
        Assert.Equal(6, _spec.LayerCurves.Count);
        Assert.All(_spec.LayerCurves, c => Assert.Equal((4, 4), (c.Rms.Count, c.Relative.Count)));
    }

    [Fact]
    public void Build_Pieces_HoldEveryTokenThatIsShown()
    {
        var shown = _spec.Cases.SelectMany(c => c.Tokens.Concat(c.Steps.SelectMany(s => s.Top).Select(t => t.Token)));

        Assert.All(shown, token => Assert.Equal($" w{token}", _spec.Pieces[token]));
    }

    [Fact]
    public void Build_SameRunTwice_GivesTheSameBytesWithoutTimings() => Assert.Equal(
        ResultsJson.Serialize(ResultsBuilder.Build([Samples.Run()], "/", timings: false)),
        ResultsJson.Serialize(ResultsBuilder.Build([Samples.Run()], "/", timings: false)));

    [Fact]
    public void Build_Specs_AreInOrderOfTheirPaths()
    {
        var a = Samples.Run();
        var b = a with { Plan = a.Plan with { SpecPath = "/root of/it/a.parity.yaml" } };

        Assert.Equal(["a.parity.yaml", "driftball.parity.yaml"], ResultsBuilder.Build([a, b], "/root of/it").Specs.Select(s => s.Spec));
    }
}
