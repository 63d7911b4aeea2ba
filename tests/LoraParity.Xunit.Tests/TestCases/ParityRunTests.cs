using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.TestKit;
using LoraParity.TestKit.Rehearsals;
using LoraParity.Xunit.Tests.Support;
using Xunit.Abstractions;

namespace LoraParity.Xunit.Tests.TestCases;

public sealed class ParityRunTests
{
    private const string Merged = "driftball › merged.bf16.bf16.bf16 › players";

    private readonly SpecFolder _folder = new("run");
    private readonly Rehearsal _engine;

    public ParityRunTests()
    {
        _engine = RehearsedEngine.Expect(_folder.Path);
        _folder.Write("driftball.parity.yaml", SampleSpecs.Driftball());
        Approve();
    }

    [Fact]
    public void Run_AllCases_ShareOneRunOfTheEngine()
    {
        var outcomes = FrontController.Run(typeof(RunSuite));

        Assert.All(outcomes, o => Assert.Equal(("passed", ""), (o.Status, o.Message)));
        Assert.Equal(11, outcomes.Count);
        Assert.Single(_engine.Requests);
    }

    [Fact]
    public void Run_TwoMethodsWithOneSpec_ShareOneRunOfTheEngine()
    {
        var cases = FrontController.Discover(typeof(RunSuite)).Concat(FrontController.Discover(typeof(SameRunSuite)));

        var outcomes = FrontController.Run(cases.Select(FrontController.Revive));

        Assert.Equal(22, outcomes.Count(o => o.Status == "passed"));
        Assert.Single(_engine.Requests);
    }

    [Fact]
    public void Run_Again_RunsTheEngineAgain()
    {
        FrontController.Run(typeof(RunSuite), c => c.DisplayName == Merged);
        FrontController.Run(typeof(RunSuite), c => c.DisplayName == Merged);

        Assert.Equal(2, _engine.Requests.Count);
    }

    [Fact]
    public void Run_SelectedCases_RunsNoPromptThatNoneNeeds()
    {
        var outcome = Assert.Single(FrontController.Run(typeof(RunSuite), c => c.DisplayName == Merged));

        Assert.Equal("passed", outcome.Status);
        Assert.Equal(["players"], Assert.Single(_engine.Requests).Prompts.Select(p => p.Id));
        Assert.DoesNotContain("none.fp32", _engine.Requests.Single().Variants.Select(v => v.Key));
    }

    [Fact]
    public void Run_PassingCase_OutputsItsReportAndTheLog()
    {
        var outcome = FrontController.Run(typeof(RunSuite)).Single(o => o.Name == Merged);

        Assert.Contains("merged.bf16.bf16.bf16", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("info: Engine: runs 2 prompts", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DriftingCase_FailsWithItsReportAndItsPlaceAsTrace()
    {
        _engine.Script = _engine.Script with { MergeLoss = v => v.Key.StartsWith("merged.", StringComparison.Ordinal) ? 100 : 0 };
        _folder.Write("driftball.parity.yaml", SampleSpecs.Driftball().Replace("{tokens: off}", "{tokens: off, logits: {max_abs: 0.5}}", StringComparison.Ordinal));

        var outcome = FrontController.Run(typeof(RunSuite)).Single(o => o.Name == Merged);

        Assert.Equal("failed", outcome.Status);
        Assert.Contains("max_abs", outcome.Message, StringComparison.Ordinal);
        Assert.Equal($"   at {Merged} in {_folder["driftball.parity.yaml"]}:line 10", outcome.Trace);
        Assert.Contains("info: Engine: runs 2 prompts", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MachineCannot_SkipsEveryCaseWithTheReason()
    {
        _engine.First = (_, _) => throw new ParityEnvironmentException("There is no CUDA device here.");

        var outcomes = FrontController.Run(typeof(RunSuite));

        Assert.Equal(11, outcomes.Count);
        Assert.All(outcomes, o => Assert.Equal(("skipped", "There is no CUDA device here."), (o.Status, o.Message)));
        Assert.Single(_engine.Requests);
    }

    [Fact]
    public void Run_DefectInAnEngine_FailsEveryCaseAndKeepsTheTrace()
    {
        _engine.First = (_, _) => throw new InvalidOperationException("A defect.");

        var outcomes = FrontController.Run(typeof(RunSuite));

        Assert.Equal(11, outcomes.Count);
        Assert.All(outcomes, o => Assert.Contains("A defect.", o.Message, StringComparison.Ordinal));
        Assert.All(outcomes, o => Assert.Contains(nameof(RehearsedEngine), o.Trace, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_RunnerThatWantsNoMore_CancelsTheEngine()
    {
        var cancelled = false;
        _engine.First = (sink, token) =>
        {
            // The engine works until it is told to stop; the sixty seconds only end a test that would hang.
            var end = Environment.TickCount64 + 60_000;
            for (var i = 0; !token.IsCancellationRequested && Environment.TickCount64 < end; i++)
                sink.OnProgress(new RunProgress($"step {i}", 0.5));
            cancelled = token.IsCancellationRequested;
            token.ThrowIfCancellationRequested();
        };
        var cases = FrontController.Discover(typeof(RunSuite)).Select(FrontController.Revive);

        var outcomes = FrontController.Run(cases, message => message is not ITestOutput);

        Assert.True(cancelled);
        Assert.Empty(outcomes);
    }

    [Fact]
    public void Run_LongerThanTimeout_FailsEveryCaseAndStopsTheEngine()
    {
        _engine.First = (_, token) => token.WaitHandle.WaitOne(60_000);

        var outcomes = FrontController.Run(typeof(ImpatientSuite));

        Assert.Equal(11, outcomes.Count);
        Assert.All(outcomes, o => Assert.Equal(
            "The run of 'driftball' did not end within the 50 ms that 'Timeout' of [ParitySpec] allows. Allow more time, or run fewer variants or prompts.",
            o.Message));
        Assert.Single(_engine.Requests);
    }

    /// <summary>Runs once and approves what was received.</summary>
    private void Approve()
    {
        FrontController.Run(typeof(RunSuite));
        foreach (var received in Directory.GetFiles(_folder["snapshots"], "*.received.*"))
            File.Move(received, received.Replace(".received.", ".verified.", StringComparison.Ordinal));
        _engine.Requests.Clear();
    }
}
