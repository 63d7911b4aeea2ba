using LoraParity.Diagnostics;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.TestKit;
using LoraParity.Traces;

namespace LoraParity.Verification.Tests;

public sealed class ParityVerifierTests : IDisposable
{
    private const string Case = "merged.bf16.bf16.bf16";
    private readonly TemporaryFolder _folder = new();

    public ParityVerifierTests() => Plan = SamplePlans.Small(_folder.Path);

    private ParityPlan Plan { get; set; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_ApprovedByTheBuiltInStore_Holds()
    {
        Store(SnapshotUpdate.All);

        foreach (var result in Run().Cases)
            await Verify(result.Trace);

        Assert.Empty(Directory.GetFiles(Snapshots, "*.received.*"));
    }

    [Fact]
    public async Task Verify_ApprovedByVerify_HoldsInTheBuiltInStore()
    {
        foreach (var result in Run().Cases)
            await Verify(result.Trace).AutoVerify();

        Assert.True(Store(SnapshotUpdate.None).Passed);
    }

    [Fact]
    public async Task Verify_BothApprove_WriteTheSameBytes()
    {
        Plan = Plan with { Snapshots = Plan.Snapshots with { Logits = LogitsDetail.Full } };
        Store(SnapshotUpdate.All);
        var byStore = Files();
        Directory.Delete(Snapshots, recursive: true);

        foreach (var result in Run().Cases)
            await Verify(result.Trace).AutoVerify();

        Assert.Equal(byStore.Keys, Files().Keys);
        Assert.All(Files(), f => Assert.Equal(byStore[f.Key], f.Value));
    }

    [Fact]
    public async Task Verify_NoSnapshot_FailsInVerifysGrammarAndWritesReceived()
    {
        var failure = await VerifyFailure.OfAsync(async () => await Verify(Trace()).DisableDiff());

        Assert.Contains("New:\n", failure.Message.ReplaceLineEndings("\n"));
        Assert.Contains($"driftball.{Case}.players.received.json", failure.Message);
        Assert.Single(new SnapshotStore(Snapshots).Pending());
    }

    [Fact]
    public async Task Verify_DriftWithinTolerance_Holds()
    {
        Store(SnapshotUpdate.All);

        await Verify(Trace((_, row) => row[0] += 0.2f));
    }

    [Fact]
    public async Task Verify_DriftBeyondTolerance_FailsWithTheReasonAndCanBeAcceptedByTheStore()
    {
        Store(SnapshotUpdate.All);
        Action<int, float[]> drift = (_, row) => row[0] += 20;

        var failure = await VerifyFailure.OfAsync(async () => await Verify(Trace(drift)).DisableDiff());

        Assert.Contains("when approved; ", failure.Message);
        Assert.Contains("NotEqual:", failure.Message);
        var store = new SnapshotStore(Snapshots, continuousIntegration: false);
        store.Accept(Assert.Single(store.Pending()).ReceivedPath);
        await Verify(Trace(drift));
    }

    [Fact]
    public async Task Verify_FullLogitsWithinTolerance_HoldsAndLeavesNothing()
    {
        Plan = Plan with { Snapshots = Plan.Snapshots with { Logits = LogitsDetail.Full } };
        Store(SnapshotUpdate.All);

        await Verify(Trace((_, row) => row[^1] -= 0.2f));

        Assert.Empty(Directory.GetFiles(Snapshots, "*.received.*"));
    }

    [Fact]
    public async Task Verify_FullLogitsBeyondToleranceFarFromTheTop_FailsOnBothFiles()
    {
        Plan = Plan with { Snapshots = Plan.Snapshots with { Logits = LogitsDetail.Full } };
        Store(SnapshotUpdate.All);

        var failure = await VerifyFailure.OfAsync(
            async () => await Verify(Trace((t, row) => row[Array.IndexOf(row, row.Min())] -= t == 2 ? 50 : 0)).DisableDiff());

        Assert.Contains("'logits.max_abs' of the logits against the snapshot's is", failure.Message);
        Assert.Equal(["json", "safetensors"], Directory.GetFiles(Snapshots, "*.received.*").Select(f => f.Split('.')[^1]).Order());
    }

    [Fact]
    public async Task Verify_FullLogitsNotKept_SaysWhatToSet()
    {
        Plan = Plan with { Snapshots = Plan.Snapshots with { Logits = LogitsDetail.Full } };
        var trace = Run(null, new ParityRunOptions { Snapshots = false }).Find(Case, "players")!.Trace;

        var failure = await Assert.ThrowsAsync<InputException>(async () => await Verify(trace));

        Assert.Equal(
            "The spec 'driftball' keeps full logits ('logits: full'), but the run kept none: run it with Snapshots = false and LogitsFolder set in ParityRunOptions.",
            failure.Message);
    }

    [Fact]
    public async Task Verify_EditedSnapshot_IsRefused()
    {
        Store(SnapshotUpdate.All);
        var path = Path.Combine(Snapshots, $"driftball.{Case}.players.verified.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"width\": 64", "\"width\": 65", StringComparison.Ordinal));

        var failure = await VerifyFailure.OfAsync(async () => await Verify(Trace()).DisableDiff());

        Assert.Contains("it was damaged or edited by hand", failure.Message);
    }

    [Fact]
    public async Task Verify_UniqueForDevice_KeepsSnapshotsOfEachFamily()
    {
        Plan = Plan with { Snapshots = Plan.Snapshots with { PerDevice = true } };
        await Verify(Trace()).AutoVerify();
        await Verify(OnGpu()).AutoVerify();

        Assert.Equal(
            [$"driftball.{Case}.players_cpu.verified.json", $"driftball.{Case}.players_cuda-9.0.verified.json"],
            Directory.GetFiles(Snapshots).Select(Path.GetFileName).Order());
        Assert.True(Store(SnapshotUpdate.None).Find(Case, "players")!.Verdict.Passed);
    }

    [Fact]
    public async Task Verify_DriftOnAnotherDevice_NamesBoth()
    {
        await Verify(Trace()).AutoVerify();

        var failure = await VerifyFailure.OfAsync(async () => await Verify(OnGpu((_, row) => row[0] += 20)).DisableDiff());

        Assert.Contains("the snapshot was approved on 'cpu' and this is 'cuda-9.0'", failure.Message);
    }

    [Fact]
    public async Task Verify_TraceOfNoRun_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<InputException>(async () => await Verify(Trace() with { Origin = null }));

        Assert.StartsWith("The trace does not say which case it is of", failure.Message);
    }

    private string Snapshots => _folder["snapshots"];

    private RunResult Store(SnapshotUpdate update) => Run(null, new ParityRunOptions { Update = update, ContinuousIntegration = false });

    private Trace Trace(Action<int, float[]>? drift = null) => Run(drift).Find(Case, "players")!.Trace;

    private Trace OnGpu(Action<int, float[]>? drift = null) =>
        Run(drift, null, new EngineScript { DeviceFamily = "cuda-9.0" }).Find(Case, "players")!.Trace;

    private RunResult Run(Action<int, float[]>? drift = null, ParityRunOptions? options = null, EngineScript? script = null)
    {
        var edited = (script ?? new EngineScript()) with
        {
            Edit = (variant, _, position, row) =>
            {
                if (variant.Application == Application.Merged && variant.Compute == Precision.Bf16)
                    drift?.Invoke(position, row);
            },
        };
        return ParityRunner.Run(
            Plan, new ScriptedEngine(edited), options ?? ParityVerifier.RunOptions with { LogitsFolder = _folder["rows"] }, CancellationToken.None);
    }

    private SortedDictionary<string, byte[]> Files() =>
        new(Directory.GetFiles(Snapshots).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes), StringComparer.Ordinal);
}
