using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests.Commands;

public sealed class SnapshotCommandsTests : IDisposable
{
    private readonly CliFixture _cli = new();
    private readonly string _spec;

    public SnapshotCommandsTests() => _spec = _cli.WriteSpec("small.parity.yaml", "tolerance: {tokens: off}");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Accept_WithoutArguments_ApprovesAllUnderTheWorkingDirectory()
    {
        Assert.Equal(ExitCode.Drift, _cli.Run("run", _spec).Code);

        var run = _cli.Run("accept");

        Assert.Equal(
            new[] { "bf16.one", "bf16.two", "fp32.one", "fp32.two" }.Select(c => $"approved {Path.Combine("snapshots", $"small.attached.{c}.verified.json")}"),
            run.OutLines);
        Assert.Equal(0, run.Code);
        Assert.Equal(0, _cli.Run("run", _spec).Code);
        Assert.Equal(["No snapshot waits for approval."], _cli.Run("accept").OutLines);
    }

    [Fact]
    public void Accept_Pattern_ApprovesWhatMatches()
    {
        _cli.Run("run", _spec);

        var run = _cli.Run("accept", "snapshots/*.bf16.*", Path.Combine("snapshots", "small.attached.fp32.one.verified.json"));

        Assert.Equal(["bf16.one", "bf16.two", "fp32.one"], run.OutLines.Select(line => line.Split("attached.")[1].Split(".verified")[0]));
    }

    [Fact]
    public void Accept_NothingThere_SaysSoAndEndsWithTwo()
    {
        var run = _cli.Run("accept", "elsewhere");

        Assert.Equal(["error: No received snapshot is found at 'elsewhere'; run the spec again to make one, or name another place."], run.ErrorLines);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Accept_OnABuildServer_IsRefusedUnlessForced()
    {
        _cli.Run("run", _spec);
        _cli.Variables["CI"] = "true";

        var refused = _cli.Run("accept");
        var forced = _cli.Run("accept", "--force");

        Assert.Equal(
            [$"error: The snapshot '{_cli["snapshots", "small.attached.bf16.one.received.json"]}' is not approved: this is a build server. Approve it on a developer's machine and commit it."],
            refused.ErrorLines);
        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.Equal(0, forced.Code);
    }

    [Fact]
    public void Accept_DamagedSnapshot_SaysWhere()
    {
        _cli.Run("run", _spec);
        var path = _cli["snapshots", "small.attached.bf16.one.received.json"];
        File.WriteAllText(path, "{\"spec\": 1}");

        var run = _cli.Run("accept", path);

        Assert.StartsWith($"error: The snapshot '{path}' cannot be used: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Reject_All_RemovesTheReceivedOnes()
    {
        _cli.Run("run", _spec);

        var run = _cli.Run("reject", "snapshots");

        Assert.Equal(4, run.OutLines.Count);
        Assert.Equal($"rejected {Path.Combine("snapshots", "small.attached.bf16.one.received.json")}", run.OutLines[0]);
        Assert.Empty(Directory.GetFiles(_cli["snapshots"]));
    }
}
