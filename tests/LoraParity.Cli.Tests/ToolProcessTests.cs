using System.Diagnostics;
using System.Runtime.InteropServices;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests;

public sealed class ToolProcessTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Run_FromAnotherFolderThroughPipes_PrintsPlainResultsAndKeepsProgressApart()
    {
        _cli.WriteRealSpec("some specs – ü/small.parity.yaml");
        var elsewhere = Directory.CreateDirectory(_cli["else where"]).FullName;

        var run = ToolProcess.Run(elsewhere, "run", Path.Combine("..", "some specs – ü"), "--no-snapshots");

        Assert.Equal(0, run.Code);
        Assert.Equal("4 cases: 4 ok.", run.OutLines[^1]);
        Assert.DoesNotContain('\e', run.Out + run.Error);
        Assert.All(run.ErrorLines, line => Assert.Matches("^small: .+ \\([0-9]+ %\\)$", line));
    }

    [Fact]
    public void Run_BadInput_EndsWithTwoAndNothingOnTheResultsStream()
    {
        var run = ToolProcess.Run(_cli.Folder, "run", "missing.parity.yaml");

        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Out);
        Assert.Single(run.ErrorLines);
    }

    [Fact]
    public void Record_TinyModel_HasTheLogitsOfTheRealLibraries()
    {
        var folder = SharedFixtures.Own("peft", "llama-attn");
        using var expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        var ids = MemoryMarshal.Cast<byte, long>(expected.Bytes(expected.Find("input_ids"))).ToArray();
        var spec = _cli.WriteRealSpec(more: $"  - {{id: real, token_ids: [{string.Join(", ", ids[..10])}], max_new_tokens: 8}}\ndecode: free");

        var run = ToolProcess.Run(_cli.Folder, "record", spec, "--out", "x.safetensors");

        Assert.Equal(["Wrote 2 variants of 3 prompts to 'x.safetensors'."], run.OutLines);
        using var recorded = SafetensorsFile.Open(_cli["x.safetensors"]);
        var wanted = MemoryMarshal.Cast<byte, float>(expected.Bytes(expected.Find("logits.attached.fp32")));
        var given = MemoryMarshal.Cast<byte, float>(recorded.Bytes(recorded.Find("logits.attached.fp32.real")));
        Assert.Equal(wanted.Length / 2, given.Length);
        for (var i = 0; i < given.Length; i++)
            Assert.Equal(wanted[i], given[i], 5e-5f);
    }

    [SkippableFact]
    public void Run_Interrupted_EndsWithOneHundredAndThirty()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal that another process can send to one alone.");
        var prompts = string.Concat(Enumerable.Range(0, 400).Select(i => $"  - {{id: p{i}, token_ids: [{i % 60}], max_new_tokens: 2000}}\n"));
        using var process = ToolProcess.Start(_cli.Folder, "record", _cli.WriteRealSpec(more: prompts), "--out", "x.safetensors");
        process.StandardError.ReadLine();

        Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("Interrupted.\n", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cli.Folder, "x.*"));
    }
}
