using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests.Review;

public sealed class TerminalReviewTests : IDisposable
{
    private readonly CliFixture _cli = new();
    private readonly string _spec;

    public TerminalReviewTests() => _spec = _cli.WriteSpec(more: "tolerance: {logits: {max_abs: 0.5, rel: 1.0e-3}, tokens: off}");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Review_NothingWaits_SaysSo()
    {
        var run = _cli.Run("review");

        Assert.Equal(["No snapshot waits for approval."], run.OutLines);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Review_AcceptRejectSkipQuit_DoesEach()
    {
        _cli.Run("run", _spec);
        _cli.Input = "a\nr\ns\nq\n";

        var run = _cli.Run("review");

        Assert.Equal(
            [
                "",
                "[1/4] small › attached.bf16 › one  new",
                "  There is no approved snapshot yet.",
                "  +  w35 w56 w51 w24",
                $"approved {Path.Combine("snapshots", "small.attached.bf16.one.verified.json")}",
            ],
            run.OutLines.Take(5).Select(l => l.StartsWith("  + ", StringComparison.Ordinal) ? "  +  w35 w56 w51 w24" : l));
        Assert.Contains($"rejected {Path.Combine("snapshots", "small.attached.bf16.two.received.json")}", run.OutLines);
        Assert.Equal("2 snapshots still wait for approval.", run.OutLines[^1]);
        Assert.Equal(
            ["small.attached.bf16.one.verified.json", "small.attached.fp32.one.received.json", "small.attached.fp32.two.received.json"],
            Directory.GetFiles(_cli["snapshots"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Review_ChangedSnapshot_ShowsNumbersAndDiff()
    {
        Change();
        _cli.Input = "n\nd\nx\n a\n";

        var run = _cli.Run("review", "snapshots/*.bf16.one.*");

        Assert.Contains("[1/1] small › attached.bf16 › one  changed", run.OutLines);
        Assert.Contains("  All 4 tokens agree.", run.OutLines);
        Assert.Contains(run.OutLines, l => l.StartsWith("  The logits moved by at most 1.0, at position ", StringComparison.Ordinal) && l.EndsWith(" what the spec allows.", StringComparison.Ordinal));
        Assert.Contains(run.OutLines, l => l.StartsWith("position  largest change  of token", StringComparison.Ordinal));
        Assert.Contains(run.OutLines, l => l.StartsWith("- ", StringComparison.Ordinal) && l.Contains("\"sha256\"", StringComparison.Ordinal));
        Assert.Equal("No snapshot waits for approval.", run.OutLines[^1]);
    }

    [Fact]
    public void Review_InputEnds_LeavesTheRest()
    {
        _cli.Run("run", _spec);

        Assert.Equal("4 snapshots still wait for approval.", _cli.Run("review").OutLines[^1]);
    }

    [Fact]
    public void Review_DamagedSnapshot_IsNamedAndTheOthersAreShown()
    {
        _cli.Run("run", _spec);
        File.WriteAllText(_cli["snapshots", "small.attached.bf16.one.received.json"], "{}");
        _cli.Input = "q\n";

        var run = _cli.Run("review");

        Assert.StartsWith("error: The snapshot '", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("[1/3] small › attached.bf16 › two  new", run.OutLines);
    }

    [Fact]
    public void Review_OnABuildServer_IsRefused()
    {
        _cli.Variables["GITHUB_ACTIONS"] = "true";

        var run = _cli.Run("review");

        Assert.Equal(["error: Snapshots are not reviewed on a build server. Review them on a developer's machine and commit them."], run.ErrorLines);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Accept_OnlyWithin_TakesWhatMovedLittleAndSaysWhyNotTheRest()
    {
        Change();

        var none = _cli.Run("accept", "--only-within", "1.5");
        var all = _cli.Run("accept", "--only-within", "2");

        Assert.Equal(["No snapshot that waits is within 1.5× what its spec allows."], none.OutLines);
        Assert.All(none.ErrorLines, line => Assert.EndsWith(": it moved 2.0× what the spec allows.", line, StringComparison.Ordinal));
        Assert.Equal(4, all.OutLines.Count);
    }

    [Fact]
    public void Accept_OnlyWithinOfNewSnapshots_LeavesThem()
    {
        _cli.Run("run", _spec);

        var run = _cli.Run("accept", "--only-within", "100");

        Assert.Equal($"left {Path.Combine("snapshots", "small.attached.bf16.one.received.json")}: there is no approved snapshot to compare with.", run.ErrorLines[0]);
    }

    [Fact]
    public void Accept_OnlyWithinOfADamagedSnapshot_LeavesIt()
    {
        Change();
        File.AppendAllText(_cli["snapshots", "small.attached.bf16.one.verified.json"], "x");

        var run = _cli.Run("accept", "--only-within", "100");

        Assert.Equal($"left {Path.Combine("snapshots", "small.attached.bf16.one.received.json")}: the approved snapshot cannot be read.", run.ErrorLines[0]);
        Assert.Equal(3, run.OutLines.Count);
    }

    [Fact]
    public void Accept_OnlyWithinNoNumber_IsAUsageError() => Assert.Equal(
        "error: --only-within is 'much' but must be a number of at least 0.", _cli.Run("accept", "--only-within", "much").ErrorLines[0]);

    [Fact]
    public void Orphans_RemovedOnRequest()
    {
        _cli.Run("run", _spec, "--update", "all");
        var orphan = _cli["snapshots", "small.attached.bf16.gone.verified.json"];
        File.Copy(_cli["snapshots", "small.attached.bf16.one.verified.json"], orphan);

        Assert.Equal([Path.Combine("snapshots", "small.attached.bf16.gone.verified.json")], _cli.Run("orphans", _spec).OutLines);
        Assert.Equal([$"removed {Path.Combine("snapshots", "small.attached.bf16.gone.verified.json")}"], _cli.Run("orphans", _spec, "--remove").OutLines);
        Assert.Equal(["Every approved snapshot belongs to a case."], _cli.Run("orphans", _spec).OutLines);
    }

    // Approves a run, and runs again with every row's largest logit one higher: twice what the tolerance allows.
    private void Change()
    {
        _cli.Run("run", _spec, "--update", "all");
        _cli.Script = _cli.Script with { Edit = (_, _, _, row) => row[Array.IndexOf(row, row.Max())] += 1 };
        Assert.Equal(ExitCode.Drift, _cli.Run("run", _spec).Code);
    }
}
