using LoraParity.Core.Tests.Judgement;
using LoraParity.Diagnostics;
using LoraParity.Matrix;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Snapshots;

public sealed class SnapshotStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SnapshotStore Store => new(_folder["snapshots"], continuousIntegration: false);

    [Fact]
    public void Pending_ReceivedSnapshots_AreListedInOrder()
    {
        new Scene(_folder.Path).Run();
        new Scene(_folder.Path).Drift("attached.bf16", (_, row) => row[0] = 9).Run(SnapshotUpdate.None);
        File.Delete(_folder["snapshots/driftball.attached.fp32.players.verified.json"]);
        new Scene(_folder.Path).Drift("attached.bf16", (_, row) => row[0] = 9).Run(SnapshotUpdate.None);

        Assert.Equal(
            [("driftball.attached.bf16.players.received.json", false), ("driftball.attached.fp32.players.received.json", true)],
            Store.Pending().Select(p => (Path.GetFileName(p.ReceivedPath), p.IsNew)));
    }

    [Fact]
    public void Pending_LeftoversOfAKilledProcess_AreIgnored()
    {
        _folder.Write("snapshots/driftball.attached.fp32.players.received.json.0123.tmp", "half a snaps");

        Assert.Empty(Store.Pending());
        Assert.Empty(Store.Orphans(new Scene(_folder.Path).Plan));
    }

    [Fact]
    public void Accept_Received_BecomesTheApprovedOne()
    {
        var received = new Scene(_folder.Path).Run(SnapshotUpdate.None).Cases[0].ReceivedPath!;

        Store.Accept(received);

        Assert.False(File.Exists(received));
        Assert.True(new Scene(_folder.Path).Run(SnapshotUpdate.None).Cases[0].Verdict.Passed);
    }

    [Fact]
    public void Accept_OnABuildServer_IsRefused()
    {
        var received = new Scene(_folder.Path).Run(SnapshotUpdate.None).Cases[0].ReceivedPath!;

        var refusal = Assert.Throws<InputException>(() => new SnapshotStore(_folder["snapshots"], true).Accept(received));

        Assert.Equal(
            $"The snapshot '{received}' is not approved: this is a build server. Approve it on a developer's machine and commit it.", refusal.Message);
        Assert.True(File.Exists(received));
    }

    [Fact]
    public void Accept_DamagedReceived_IsRefused()
    {
        var received = new Scene(_folder.Path).Run(SnapshotUpdate.None).Cases[0].ReceivedPath!;
        File.WriteAllText(received, File.ReadAllText(received)[..100]);

        Assert.Throws<InputException>(() => Store.Accept(received));

        Assert.False(File.Exists(SnapshotNames.ToVerified(received)));
    }

    [Theory]
    [InlineData("../elsewhere.received.json")]
    [InlineData("deeper/x.received.json")]
    public void Accept_FileOfAnotherFolder_IsRefused(string name)
    {
        var path = _folder.Write(Path.Combine("snapshots", name), "{}");

        Assert.Equal($"'{path}' is not a snapshot of the folder '{_folder["snapshots"]}'.", Assert.Throws<InputException>(() => Store.Accept(path)).Message);
        Assert.Throws<InputException>(() => Store.Reject(path));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Reject_Received_LeavesTheApprovedOne()
    {
        new Scene(_folder.Path).Run();
        var changed = new Scene(_folder.Path).Drift("attached.fp32", (_, row) => row[0] = 9).Run(SnapshotUpdate.None).Cases[0];

        Store.Reject(changed.ReceivedPath!);

        Assert.DoesNotContain(Store.Pending(), p => p.ReceivedPath == changed.ReceivedPath);
        Assert.True(new Scene(_folder.Path).Run(SnapshotUpdate.None).Cases[0].Verdict.Passed);
    }

    [Fact]
    public void Reject_NoSuchSnapshot_IsRefused()
    {
        var path = Path.Combine(_folder["snapshots"], "x.received.json");

        Assert.Equal($"There is no received snapshot '{path}'. Run the spec again to make it.", Assert.Throws<InputException>(() => Store.Reject(path)).Message);
    }

    [Fact]
    public void Orphans_VariantTakenOut_NamesItsSnapshots()
    {
        var scene = new Scene(_folder.Path);
        scene.Run();
        _folder.Write("snapshots/driftball.notes.verified.json", "not a snapshot");
        scene.Plan = scene.Plan with { Variants = [.. scene.Plan.Variants.Where(v => v.Compute == Precision.Fp32)] };

        Assert.Equal(
            ["driftball.attached.bf16.players.verified.json", "driftball.merged.bf16.bf16.bf16.players.verified.json"],
            scene.Run().Orphans.Select(Path.GetFileName));
    }

    [Fact]
    public void Orphans_SnapshotsPerDevice_NamesThoseOfNoDevice()
    {
        var scene = new Scene(_folder.Path);
        scene.Run();
        scene.Plan = scene.Plan with { Snapshots = scene.Plan.Snapshots with { PerDevice = true } };
        scene.Script = scene.Script with { DeviceFamily = "cuda-9.0" };
        scene.Run();
        scene.Script = scene.Script with { DeviceFamily = "cpu" };

        Assert.Equal(
            ["driftball.attached.bf16.players.verified.json", "driftball.attached.fp32.players.verified.json", "driftball.merged.bf16.bf16.bf16.players.verified.json"],
            scene.Run().Orphans.Select(Path.GetFileName));
    }

    [Fact]
    public void Orphans_SnapshotsOfAnotherSpec_AreNotNamed()
    {
        var other = new Scene(_folder.Path);
        other.Plan = other.Plan with { Name = "driftball.long" };
        other.Run();

        Assert.Empty(Store.Orphans(new Scene(_folder.Path).Plan));
    }

    [Fact]
    public void Check_PromptsThatDifferInCaseOnly_AreRefused()
    {
        var plan = SamplePlans.Small(_folder.Path);
        var twice = plan with { Variants = [plan.Reference], Prompts = [plan.Prompts[0], plan.Prompts[0] with { Id = "Players" }] };

        Assert.Contains(
            "The cases 'attached.fp32 › players' and 'attached.fp32 › Players' share the snapshot 'driftball.attached.fp32.Players.verified.json': rename one of their prompts.",
            Assert.Throws<InputException>(() => SnapshotNames.Check(twice)).Message);
    }
}
