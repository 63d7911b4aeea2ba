using System.Collections.Concurrent;
using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Suites.Tests.Support;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests;

public sealed class SuiteSessionTests : IAsyncLifetime, IDisposable
{
    private const string Merged = "driftball › merged.bf16.bf16.bf16 › players";

    private readonly SampleSuite _suite = new();

    public Task InitializeAsync() => _suite.ApproveAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _suite.Dispose();

    [Fact]
    public async Task RunAsync_AllTests_ShareOneRunOfTheEngine()
    {
        var verdicts = await _suite.RunAsync();

        Assert.All(verdicts.Values, v => Assert.Equal((TestOutcome.Passed, ""), (v.Outcome, v.Message)));
        Assert.Equal(11, verdicts.Count);
        Assert.Single(_suite.Engine.Requests);
    }

    [Fact]
    public async Task RunAsync_SelectedTests_RunsNoPromptThatNoneNeeds()
    {
        var verdict = Assert.Single(await _suite.RunAsync(test => test.Name == Merged)).Value;

        Assert.Equal(TestOutcome.Passed, verdict.Outcome);
        Assert.Equal(["players"], Assert.Single(_suite.Engine.Requests).Prompts.Select(p => p.Id));
        Assert.DoesNotContain("none.fp32", _suite.Engine.Requests.Single().Variants.Select(v => v.Key));
    }

    [Fact]
    public async Task RunAsync_TestsThatNobodyNoted_RunsEverything()
    {
        var verdict = Assert.Single(await SampleSuite.RunAsync(_suite.Discover().Where(test => test.Name == Merged))).Value;

        Assert.Equal(TestOutcome.Passed, verdict.Outcome);
        Assert.Equal(["players", "raw"], Assert.Single(_suite.Engine.Requests).Prompts.Select(p => p.Id));
    }

    [Fact]
    public async Task RunAsync_WeightsAlone_RunsOnePromptAndShowsEachMerge()
    {
        var verdict = Assert.Single(await _suite.RunAsync(test => test.Name == "driftball › weights")).Value;

        Assert.Equal(TestOutcome.Passed, verdict.Outcome);
        Assert.Contains("merged.bf16.bf16.bf16 ", verdict.Output, StringComparison.Ordinal);
        Assert.Contains("merged.bf16.bf16.fp16 ", verdict.Output, StringComparison.Ordinal);
        Assert.Single(Assert.Single(_suite.Engine.Requests).Prompts);
    }

    [Fact]
    public async Task RunAsync_DriftingCase_FailsWithItsReportAndOutputsTheLog()
    {
        _suite.Engine.Script = _suite.Engine.Script with { MergeLoss = v => v.Key.StartsWith("merged.", StringComparison.Ordinal) ? 100 : 0 };
        _suite.Write(SampleSpecs.Driftball().Replace("{tokens: off}", "{tokens: off, logits: {max_abs: 0.5}}", StringComparison.Ordinal));

        var verdict = (await _suite.RunAsync())[Merged];

        Assert.Equal(TestOutcome.Failed, verdict.Outcome);
        Assert.Contains("max_abs", verdict.Message, StringComparison.Ordinal);
        Assert.Equal($"info: Engine: runs 2 prompts{Environment.NewLine}", verdict.Output);
    }

    [Fact]
    public async Task RunAsync_MachineCannot_SkipsEveryCaseWithTheReason()
    {
        _suite.Engine.First = (_, _) => throw new ParityEnvironmentException("There is no CUDA device here.");

        var verdicts = await _suite.RunAsync();

        Assert.Equal(11, verdicts.Count);
        Assert.All(verdicts.Values, v => Assert.Equal((TestOutcome.Skipped, "There is no CUDA device here."), (v.Outcome, v.Message)));
        Assert.Single(_suite.Engine.Requests);
    }

    [Fact]
    public async Task RunAsync_BadModel_FailsEveryCaseWithOneSentence()
    {
        _suite.Engine.First = (_, _) => throw new InputException("The file 'x.safetensors' is cut off.");

        var verdicts = await _suite.RunAsync();

        Assert.Equal(11, verdicts.Count);
        Assert.All(verdicts.Values, v => Assert.Equal((TestOutcome.Failed, "The file 'x.safetensors' is cut off."), (v.Outcome, v.Message)));
        Assert.Single(_suite.Engine.Requests);
    }

    [Fact]
    public async Task RunAsync_DefectInAnEngine_Throws()
    {
        _suite.Engine.First = (_, _) => throw new InvalidOperationException("A defect.");

        var defect = await Assert.ThrowsAsync<InvalidOperationException>(() => _suite.RunAsync());

        Assert.Equal("A defect.", defect.Message);
    }

    [Fact]
    public async Task RunAsync_Running_TellsOfEachStepOnce()
    {
        var lines = new Lines();
        _suite.Engine.First = (sink, _) =>
        {
            sink.OnProgress(new RunProgress("scoring", 0.251));
            sink.OnProgress(new RunProgress("scoring", 0.252));
            sink.OnProgress(new RunProgress("scoring", 0.5));
        };

        await _suite.RunAsync(options: new TestRunOptions { Progress = lines });

        Assert.Equal([" 25 % scoring", " 50 % scoring"], lines.All.Where(line => line.EndsWith("scoring", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_Cancelled_StopsTheEngineAndThrows()
    {
        using var cancellation = new CancellationTokenSource();
        _suite.Engine.First = (_, token) =>
        {
            cancellation.Cancel();
            token.WaitHandle.WaitOne(60_000);
            token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _suite.RunAsync(options: new TestRunOptions { Cancellation = cancellation.Token }));
        Assert.Single(_suite.Engine.Requests);
    }

    [Fact]
    public async Task RunAsync_LongerThanTimeout_FailsEveryCaseAndStopsTheEngine()
    {
        _suite.Engine.First = (_, token) => token.WaitHandle.WaitOne(60_000);

        var verdicts = await _suite.RunAsync(options: new TestRunOptions { Timeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal(11, verdicts.Count);
        Assert.All(verdicts.Values, v => Assert.Equal(
            "The run of 'driftball' did not end within the 50 ms that 'Timeout' of [ParitySpec] allows. Allow more time, or run fewer variants or prompts.",
            v.Message));
        Assert.Single(_suite.Engine.Requests);
    }

    [Fact]
    public async Task RunAsync_SpecEditedSinceDiscovery_RunsWhatIsThere()
    {
        var tests = _suite.Revive(_suite.Discover());
        _suite.Write(SampleSpecs.Driftball().Replace("id: raw", "id: other", StringComparison.Ordinal));

        var verdicts = await SampleSuite.RunAsync(tests);

        Assert.Equal(TestOutcome.Passed, verdicts[Merged].Outcome);
        Assert.Equal(
            "The spec 'driftball.parity.yaml' has no case 'none.fp32 › raw' any more. It was edited after tests were discovered. "
            + "Rediscover the tests: build the project, or run 'dotnet test' again.",
            verdicts["driftball › none.fp32 › raw"].Message);
        Assert.Equal(["players"], Assert.Single(_suite.Engine.Requests).Prompts.Select(p => p.Id));
    }

    [Fact]
    public async Task RunAsync_SpecGone_SaysSo()
    {
        var tests = _suite.Revive(_suite.Discover());
        File.Delete(_suite.Spec);

        Assert.All((await SampleSuite.RunAsync(tests)).Values, v => Assert.Equal(
            "The spec 'driftball.parity.yaml' was there when tests were discovered and is gone. "
            + "Rediscover the tests: build the project, or run 'dotnet test' again.",
            v.Message));
    }

    [Fact]
    public async Task RunAsync_SpecBrokenSinceDiscovery_FailsWithItsErrors()
    {
        var tests = _suite.Revive(_suite.Discover());
        _suite.Write(SampleSpecs.Driftball().Replace("prompts:", "promts:", StringComparison.Ordinal));

        Assert.All((await SampleSuite.RunAsync(tests)).Values, v => Assert.StartsWith($"{_suite.Spec}(9,", v.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_NoSnapshotYet_WritesTheReceivedFileAndFails()
    {
        Directory.Delete(_suite.Snapshots, recursive: true);

        var verdicts = await _suite.RunAsync();

        Assert.Equal(10, verdicts.Values.Count(v => v.Outcome == TestOutcome.Failed));
        Assert.Equal(10, Directory.GetFiles(_suite.Snapshots, "*.received.*").Length);
    }

    [Fact]
    public async Task RunAsync_EmptySnapshotOfADiffTool_IsNone()
    {
        var snapshot = Directory.GetFiles(_suite.Snapshots, "*.verified.json")[0];
        await File.WriteAllTextAsync(snapshot, "");

        var failure = Assert.Single((await _suite.RunAsync()).Values, v => v.Outcome == TestOutcome.Failed);

        Assert.True(File.Exists(snapshot.Replace(".verified.", ".received.", StringComparison.Ordinal)), failure.Message);
    }

    [Fact]
    public void Of_OneRunOfTheFramework_IsOneSession()
    {
        var (run, next) = (new object(), new object());

        Assert.Same(SuiteSession.Of(run), SuiteSession.Of(run));
        Assert.NotSame(SuiteSession.Of(run), SuiteSession.Of(next));
    }

    private sealed class Lines : IProgress<string>
    {
        public ConcurrentQueue<string> All { get; } = [];

        public void Report(string value) => All.Enqueue(value);
    }
}
