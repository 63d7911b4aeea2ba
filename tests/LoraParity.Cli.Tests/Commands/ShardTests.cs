using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests.Commands;

public sealed class ShardTests : IDisposable
{
    private readonly CliFixture _cli = new();
    private readonly string _spec;

    public ShardTests() => _spec = _cli.WriteSpec(more: "tolerance: {logits: {max_abs: 9, rel: 9}, tokens: off}");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Run_InShardsAndJoined_IsTheWholeRun()
    {
        Assert.Equal(0, _cli.Run("run", _spec, "--no-snapshots", "--no-timings", "--results", "whole.json").Code);
        var runs = Enumerable.Range(1, 3).Select(i => _cli.Run("run", _spec, "--no-snapshots", "--no-timings", "--shard", $"{i}/3", "--results", $"{i}.json")).ToList();

        Assert.All(runs, r => Assert.Equal(0, r.Code));
        Assert.Equal("Shard 3 of 3 (--shard): 0 of 2 variants.", runs[2].ErrorLines[0]);
        Assert.Equal("No case is in this shard.", runs[2].OutLines[^1]);
        var joined = _cli.Run("report", "merge", "1.json", "2.json", "3.json", "--results", "joined.json", "--html", "report.html");
        Assert.Equal("4 cases: 4 ok.", joined.OutLines[^1]);
        Assert.Equal(File.ReadAllText(_cli["whole.json"]), File.ReadAllText(_cli["joined.json"]));
        Assert.True(File.Exists(_cli["report.html"]));
    }

    [Fact]
    public void Run_EnvironmentNamesAShard_RunsThat()
    {
        _cli.Variables["LORAPARITY_SHARD"] = "1/2";

        var run = _cli.Run("run", _spec, "--no-snapshots");

        Assert.Equal("Shard 1 of 2 (LORAPARITY_SHARD): 1 of 2 variants.", run.ErrorLines[0]);
        Assert.Equal("2 cases: 2 ok.", run.OutLines[^1]);
    }

    [Fact]
    public void Merge_ShardMissing_FailsInOneSentence()
    {
        _cli.Run("run", _spec, "--no-snapshots", "--shard", "1/2", "--results", "1.json");

        var merge = _cli.Run("report", "merge", "1.json");

        Assert.Equal(ExitCode.BadInput, merge.Code);
        Assert.Equal(["error: Shard 2 of 2 is missing: its process ended before it wrote its results, or its file was not named."], merge.ErrorLines);
    }

    [Fact]
    public void Merge_DriftInAShard_Fails()
    {
        foreach (var i in new[] { 1, 2 })
            Assert.Equal(ExitCode.Drift, _cli.Run("run", _spec, "--shard", $"{i}/2", "--results", $"{i}.json").Code);

        var merge = _cli.Run("report", "merge", "1.json", "2.json");

        Assert.Equal(ExitCode.Drift, merge.Code);
        Assert.Equal(["4 cases: 4 no snapshot."], merge.OutLines);
    }

    [Fact]
    public void Run_ShardThatIsNone_IsAUsageError() => Assert.Equal(
        "error: --shard is '9/8' but must be INDEX/COUNT with an index from 1 to the count, for example '3/8'.",
        _cli.Run("run", _spec, "--shard", "9/8").ErrorLines[0]);

    [Fact]
    public void Run_CacheInTheEnvironment_IsFilledAndLeftAloneOnRequest()
    {
        _cli.Variables["LORAPARITY_CACHE"] = _cli["cache"];
        _cli.Script = _cli.Script with { Describes = true };

        _cli.Run("run", _spec, "--no-snapshots", "--no-cache");
        Assert.False(Directory.Exists(_cli["cache"]));

        _cli.Run("run", _spec, "--no-snapshots");
        Assert.Contains("small: 4 of 4 traces known (0 %)", _cli.Run("run", _spec, "--no-snapshots").ErrorLines);
    }
}
