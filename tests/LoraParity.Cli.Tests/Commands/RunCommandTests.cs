using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Run_WithinTolerance_PrintsTheTableAndEndsWithZero()
    {
        var run = _cli.Run("run", _cli.WriteSpec(more: "tolerance: {tokens: off}"), "--no-snapshots");

        Assert.Equal(
            [
                "small: engine scripted, reference attached.fp32",
                "variant        prompt      max abs  mean KL  × noise  merge loss  compute noise    top-1  diverges  verdict",
                "attached.fp32  worst of 2        –        –        –           –              –        –         –  reference",
                "attached.bf16  worst of 2  6.4e-02  1.4e-04     1.0×           0        2.1e-02  100.0 %         –  ok",
                "",
                "4 cases: 4 ok.",
            ],
            run.OutLines);
        Assert.Equal(0, run.Code);
        Assert.False(Directory.Exists(_cli["snapshots"]));
    }

    [Fact]
    public void Run_Drift_PrintsTheMessagesAndEndsWithOne()
    {
        var run = _cli.Run("run", _cli.WriteSpec(more: "tolerance: {logits: {max_abs: 1e-3, rel: 1e-3}}"), "--no-snapshots");

        Assert.Contains(run.OutLines, line => line.StartsWith("attached.bf16 ", StringComparison.Ordinal) && line.EndsWith("  drift 2/2", StringComparison.Ordinal));
        Assert.Contains(run.OutLines, line => line.StartsWith("small › attached.bf16 › one ", StringComparison.Ordinal));
        Assert.Equal("4 cases: 2 ok, 2 drift.", run.OutLines[^1]);
        Assert.Equal(ExitCode.Drift, run.Code);
    }

    [Fact]
    public void Run_SpecsWhoseDeviceIsNotHere_SkipsTheirCasesWithOneReasonRunsTheOthersAndEndsWithThree()
    {
        _cli.Script = _cli.Script with { Unavailable = "This machine has no CUDA device.", UnavailableDevice = "cuda" };
        string[] specs =
        [
            _cli.WriteSpec("a.parity.yaml", "device: cuda"),
            _cli.WriteSpec("b.parity.yaml", "tolerance: {tokens: off}"),
            _cli.WriteSpec("c.parity.yaml", "device: cuda"),
        ];

        var run = _cli.Run(["run", .. specs, "--no-snapshots", "--results", "results.json"]);

        Assert.Equal(["small: 4 cases skipped", "small: engine scripted, reference attached.fp32"], run.OutLines.Take(2));
        Assert.Equal(["small: 4 cases skipped", "4 cases: 4 ok."], run.OutLines.TakeLast(2));
        var reason = Assert.Single(run.ErrorLines, line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.StartsWith(
            "error: No engine can run engine 'auto' on device 'cuda' on this machine. scripted: This machine has no CUDA device.", reason, StringComparison.Ordinal);
        Assert.True(File.Exists(_cli["results.json"]));
        Assert.Equal(ExitCode.Environment, run.Code);
    }

    [Fact]
    public void Run_DriftBesideSkippedCases_EndsWithOne()
    {
        _cli.Script = _cli.Script with { Unavailable = "This machine has no CUDA device.", UnavailableDevice = "cuda" };
        string[] specs = [_cli.WriteSpec("a.parity.yaml", "device: cuda"), _cli.WriteSpec("b.parity.yaml", "tolerance: {logits: {max_abs: 1e-3, rel: 1e-3}}")];

        var run = _cli.Run(["run", .. specs, "--no-snapshots"]);

        Assert.Equal(ExitCode.Drift, run.Code);
    }

    [Fact]
    public void Run_Cells_PrintsARowACase()
    {
        var run = _cli.Run("run", _cli.WriteSpec(), "--no-snapshots", "--cells");

        Assert.Equal(
            ["attached.fp32  one", "attached.fp32  two", "attached.bf16  one", "attached.bf16  two"],
            run.OutLines.Skip(2).Take(4).Select(line => string.Join("  ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[..2])));
    }

    [Fact]
    public void Run_Filter_RunsWhatMatchesWhateverTheCase()
    {
        var run = _cli.Run("run", _cli.WriteSpec(), "--no-snapshots", "--filter", "BF16 › two");

        Assert.Equal("1 case: 1 ok.", run.OutLines[^1]);
    }

    [Fact]
    public void Run_FilterMatchesNothing_SaysSoAndEndsWithTwo()
    {
        var run = _cli.Run("run", _cli.WriteSpec(), "--filter", "int4");

        Assert.Equal(["error: No case's name holds 'int4'; 'loraparity list' prints all names."], run.ErrorLines);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Run_MissingSnapshots_EndsWithOneAndSaysWhatToDo()
    {
        var run = _cli.Run("run", _cli.WriteSpec());

        Assert.Equal(
            [
                "4 cases have no approved snapshot yet. Look at what was received with 'loraparity review', or approve all with 'loraparity accept'.",
                $"Directory: {_cli["snapshots"]}",
                "",
                "4 cases: 4 no snapshot.",
            ],
            run.OutLines.TakeLast(4));
        Assert.Equal(ExitCode.Drift, run.Code);
        Assert.Equal(4, Directory.GetFiles(_cli["snapshots"], "*.received.json").Length);
    }

    [Fact]
    public void Run_UpdateMissing_ApprovesAndIsRefusedOnABuildServer()
    {
        var spec = _cli.WriteSpec();

        Assert.Equal(0, _cli.Run("run", spec, "--update", "missing").Code);
        Assert.Equal(4, Directory.GetFiles(_cli["snapshots"], "*.verified.json").Length);

        _cli.Variables["CI"] = "true";
        var refused = _cli.Run("run", spec, "--update", "all");
        Assert.Equal(
            ["error: Snapshots of 'small' are not approved with update mode 'all': this is a build server. Approve them on a developer's machine and commit them."],
            refused.ErrorLines);
        Assert.Equal(ExitCode.BadInput, refused.Code);
    }

    [Fact]
    public void Run_SeveralSpecs_PrintsEachAndOneSum()
    {
        _cli.WriteSpec("specs/a.parity.yaml");
        _cli.WriteSpec("specs/b.parity.yaml");

        var run = _cli.Run("run", "specs", "--no-snapshots");

        Assert.Equal(2, run.OutLines.Count(line => line.StartsWith("small: engine", StringComparison.Ordinal)));
        Assert.Equal("8 cases: 8 ok.", run.OutLines[^1]);
    }

    [Fact]
    public void Run_Orphans_AreNamedOnTheMessagesStream()
    {
        var spec = _cli.WriteSpec();
        _cli.Run("run", spec, "--update", "all");
        var orphan = _cli["snapshots", "small.attached.bf16.gone.verified.json"];
        File.Copy(_cli["snapshots", "small.attached.bf16.one.verified.json"], orphan);

        var run = _cli.Run("run", spec);

        Assert.Contains(
            $"warning: the approved snapshot '{Path.Combine("snapshots", "small.attached.bf16.gone.verified.json")}' belongs to no case of the spec; remove it, or bring its case back.",
            run.ErrorLines);
    }
}
