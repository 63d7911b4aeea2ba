using LoraParity.Core.Tests.Judgement;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Snapshots;

public sealed class SnapshotCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SnapshotUpdate.None, Outcome.MissingSnapshot, false)]
    [InlineData(SnapshotUpdate.Changed, Outcome.MissingSnapshot, false)]
    [InlineData(SnapshotUpdate.Missing, Outcome.Passed, true)]
    [InlineData(SnapshotUpdate.All, Outcome.Passed, true)]
    public void Check_NoSnapshot_IsApprovedOnlyWhereTheModeSaysSo(SnapshotUpdate update, Outcome outcome, bool written)
    {
        var result = Scene().Run(update).Cases[0];

        Assert.Equal((outcome, written), (result.Verdict.Outcome, File.Exists(result.VerifiedPath)));
        Assert.Equal(!written, File.Exists(SnapshotNames.ToReceived(result.VerifiedPath!)));
    }

    [Theory]
    [InlineData(SnapshotUpdate.None, Outcome.SnapshotMismatch, false)]
    [InlineData(SnapshotUpdate.Missing, Outcome.SnapshotMismatch, false)]
    [InlineData(SnapshotUpdate.Changed, Outcome.Passed, true)]
    [InlineData(SnapshotUpdate.All, Outcome.Passed, true)]
    public void Check_SnapshotDiffers_IsApprovedOnlyWhereTheModeSaysSo(SnapshotUpdate update, Outcome outcome, bool rewritten)
    {
        var path = Scene().Run().Cases[0].VerifiedPath!;
        var before = File.ReadAllText(path);

        var result = Scene().Drift("attached.fp32", (_, row) => row[0] += 1).Run(update).Cases[0];

        Assert.Equal((outcome, rewritten), (result.Verdict.Outcome, File.ReadAllText(path) != before));
    }

    [Fact]
    public void Check_DifferenceWithinTolerance_HoldsAndSaysSo()
    {
        Scene().Run();

        var result = Scene().Drift("attached.fp32", (_, row) => row[0] += 0.04f).Run(SnapshotUpdate.None).Cases[0];

        Assert.True(result.Verdict.Passed);
        Assert.Equal(
            ["The logits are within tolerance of the snapshot's, not equal to the bit, though no input changed: another version of the engine computes differently."],
            result.Verdict.Notes);
    }

    [Theory]
    [InlineData(0.29f, Outcome.Passed)]
    [InlineData(0.31f, Outcome.SnapshotMismatch)]
    public void Check_NoiseAlone_AllowsTheReferenceThatMultipleOfTheFloorsLargest(float drift, Outcome expected)
    {
        var tolerance = new Tolerance { Noise = 3 };
        Scene().Allow(tolerance).Run();

        // The floor's variant moves with the reference and is 0.1 beside it.
        var scene = Scene().Allow(tolerance)
            .Drift("attached.fp32", (t, row) => row[0] += t == 0 ? drift : 0)
            .Drift("merged.fp32.fp32.fp32", (t, row) => (row[0], row[1]) = (row[0] + (t == 0 ? drift : 0), row[1] + 0.1f));

        Assert.Equal(expected, scene.Run(SnapshotUpdate.None).Cases[0].Verdict.Outcome);
    }

    [Fact]
    public void Check_LogitBecameNaN_IsAMismatchToo()
    {
        Scene().Run();

        var result = Scene().Drift("attached.fp32", (t, row) => row[0] = t == 0 ? float.NaN : row[0]).Run(SnapshotUpdate.None).Cases[0];

        Assert.Equal(Outcome.Drifted, result.Verdict.Outcome);
        Assert.Contains("Snapshot The logit of \" w0\" at position 0 is", result.Message);
        Assert.Equal(Outcome.Drifted, Scene().Drift("attached.fp32", (t, row) => row[0] = t == 0 ? float.NaN : row[0]).Run().Cases[0].Verdict.Outcome);
    }

    [Fact]
    public void Check_OtherMachine_BitsAreNotExpectedToAgree()
    {
        Scene().Run();
        var scene = Scene().Drift("attached.fp32", (_, row) => row[0] += 0.04f);
        scene.Script = scene.Script with { DeviceFamily = "cuda-9.0" };

        var note = Assert.Single(scene.Run(SnapshotUpdate.None).Cases[0].Verdict.Notes);

        Assert.Equal("The logits are within tolerance of the snapshot's, not equal to the bit: they were approved on 'cpu' and this is 'cuda-9.0'.", note);
    }

    [Fact]
    public void Check_OnlyEnvironmentChanged_UpdateAllWritesNothing()
    {
        var path = Scene().Run().Cases[0].VerifiedPath!;
        File.WriteAllText(path, SnapshotWriter.Write(SnapshotStore.Load(path)! with { Environment = new Dictionary<string, string> { ["threads"] = "64" } }));

        Scene().Run();

        Assert.Equal("64", SnapshotStore.Load(path)!.Environment["threads"]);
    }

    [Fact]
    public void Check_TokensChanged_IsJudgedByTheTokenRule()
    {
        Scene().Run();

        var result = Scene().Drift("attached.fp32", (t, row) => row[(t + 1) % 4] += t == 3 ? 0.6f : 0)
            .Allow(new Tolerance { Tokens = new(TokenRuleKind.Exact) }).Run(SnapshotUpdate.None).Cases[0];

        Assert.Contains("Snapshot Token 3 of 4 is \" w0\" now, \" w3\" when approved.", result.Message);
    }

    [Fact]
    public void Check_LogitsOff_KeepsAndComparesTokensAlone()
    {
        var scene = Scene();
        scene.Plan = scene.Plan with { Snapshots = scene.Plan.Snapshots with { Logits = LogitsDetail.Off } };
        var path = scene.Run().Cases[0].VerifiedPath!;

        Assert.Null(SnapshotStore.Load(path)!.Logits);
        scene.Drift("attached.fp32", (_, row) => row[3] -= 5);
        Assert.True(scene.Run(SnapshotUpdate.None).Cases[0].Verdict.Passed);
    }

    [Fact]
    public void Check_FullLogits_FindsADriftFarFromTheTop()
    {
        Full().Run();
        Assert.True(File.Exists(_folder["snapshots", "driftball.attached.fp32.players.verified.safetensors"]));
        var low = Full().Drift("attached.fp32", (t, row) => row[^1] -= t == 2 ? 7 : 0);

        var result = low.Run(SnapshotUpdate.None).Cases[0];

        Assert.Equal(Outcome.SnapshotMismatch, result.Verdict.Outcome);
        Assert.Contains("Snapshot 'logits.max_abs' of the logits against the snapshot's is 7; 0.05 is allowed.", result.Message);
        Assert.True(File.Exists(SnapshotNames.ToRows(result.ReceivedPath!)));
    }

    [Fact]
    public void Check_FullLogitsHold_LeavesNoReceivedFile()
    {
        Full().Run();

        Assert.True(Full().Run(SnapshotUpdate.None).Passed);
        Assert.Empty(Directory.GetFiles(_folder["snapshots"], "*.received.*"));
    }

    [Fact]
    public void Check_FullLogitsDamaged_SaysWhichFile()
    {
        var rows = SnapshotNames.ToRows(Full().Run().Cases[0].VerifiedPath!);
        var bytes = File.ReadAllBytes(rows);
        bytes[^3] ^= 1;
        File.WriteAllBytes(rows, bytes);

        var result = Full().Run(SnapshotUpdate.None).Cases[0];

        Assert.Equal(Outcome.CorruptSnapshot, result.Verdict.Outcome);
        Assert.Contains($"The logits in '{rows}' are not those of the snapshot '{result.VerifiedPath}': their SHA-256 differs.", result.Message);
    }

    [Fact]
    public void Check_FullLogitsOfAFailingRun_LeaveNoFile()
    {
        var scene = Full();
        scene.Script = scene.Script with { Fault = new InvalidOperationException("gone"), BlockRows = 2 };

        Assert.Throws<InvalidOperationException>(() => scene.Run());

        Assert.Empty(Directory.GetFiles(_folder["snapshots"], "*.tmp"));
    }

    [Fact]
    public void Check_SnapshotsPerDevice_AreHeldEachForItself()
    {
        var scene = Scene();
        scene.Plan = scene.Plan with { Snapshots = scene.Plan.Snapshots with { PerDevice = true } };
        var cpu = scene.Run().Cases[0];
        scene.Script = scene.Script with { DeviceFamily = "cuda-9.0" };

        var gpu = scene.Run(SnapshotUpdate.None).Cases[0];

        Assert.Equal("driftball.attached.fp32.players_cpu.verified.json", Path.GetFileName(cpu.VerifiedPath));
        Assert.Equal(Outcome.MissingSnapshot, gpu.Verdict.Outcome);
        Assert.Equal("driftball.attached.fp32.players_cuda-9.0.received.json", Path.GetFileName(gpu.ReceivedPath));
    }

    [Fact]
    public void Check_DifferenceOnAnotherDevice_NamesBoth()
    {
        Scene().Run();
        var scene = Scene().Drift("attached.fp32", (_, row) => row[0] += 1);
        scene.Script = scene.Script with { DeviceFamily = "cuda-9.0" };

        Assert.Contains(
            "Likely reason: the snapshot was approved on 'cpu' and this is 'cuda-9.0', which agree within tolerance at best; "
            + "with 'unique_for: device' under 'snapshots' each family of devices has snapshots of its own.",
            scene.Run(SnapshotUpdate.None).Cases[0].Verdict.Notes);
    }

    [Fact]
    public void Run_WithoutSnapshots_KeepsFullLogitsInTheFolderGiven()
    {
        var scene = Full();
        var options = new ParityRunOptions { Snapshots = false, LogitsFolder = _folder["rows"] };

        var trace = ParityRunner.Run(scene.Plan, new ScriptedEngine(scene.Script), options, CancellationToken.None).Cases[0].Trace;

        Assert.Equal(_folder["rows", "driftball.attached.fp32.players.received.safetensors"], trace.Origin!.RowsPath);
        Assert.True(File.Exists(trace.Origin.RowsPath));
        Assert.False(Directory.Exists(_folder["snapshots"]));
    }

    private Scene Scene() => new Scene(_folder.Path).Allow(new Tolerance { Logits = new(0.05, null) });

    private Scene Full()
    {
        var scene = Scene();
        scene.Plan = scene.Plan with { Snapshots = scene.Plan.Snapshots with { Logits = LogitsDetail.Full, TopK = 2 } };
        return scene;
    }
}
