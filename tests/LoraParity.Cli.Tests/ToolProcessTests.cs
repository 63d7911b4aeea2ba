using System.Diagnostics;

namespace LoraParity.Cli.Tests;

public sealed class ToolProcessTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Run_FromAnotherFolderThroughPipes_PrintsPlainResultsAndKeepsProgressApart()
    {
        _cli.WriteSpec("some specs – ü/small.parity.yaml");
        var elsewhere = Directory.CreateDirectory(_cli["else where"]).FullName;

        var run = ToolProcess.Run(elsewhere, "run", Path.Combine("..", "some specs – ü"), "--no-snapshots");

        Assert.Equal(0, run.Code);
        Assert.Equal("4 cases: 4 ok.", run.OutLines[^1]);
        Assert.DoesNotContain('\e', run.Out + run.Error);
        Assert.Equal(["small: scoring prompt 1 of 2 (50 %)", "small: scoring prompt 2 of 2 (100 %)"], run.ErrorLines);
    }

    [Fact]
    public void Run_BadInput_EndsWithTwoAndNothingOnTheResultsStream()
    {
        var run = ToolProcess.Run(_cli.Folder, "run", "missing.parity.yaml");

        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Out);
        Assert.Single(run.ErrorLines);
    }

    [SkippableFact]
    public void Run_Interrupted_EndsWithOneHundredAndThirty()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal that another process can send to one alone.");
        var prompts = string.Concat(Enumerable.Range(0, 400).Select(i => $"  - {{id: p{i}, token_ids: [{i % 60}], max_new_tokens: 2000}}\n"));
        using var process = ToolProcess.Start(_cli.Folder, "record", _cli.WriteSpec(more: prompts), "--out", "x.safetensors");
        process.StandardError.ReadLine();

        Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("Interrupted.\n", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cli.Folder, "x.*"));
    }
}
