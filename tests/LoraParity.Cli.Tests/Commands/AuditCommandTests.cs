using System.Text.Json;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private static readonly string Models = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity", "models", "driftball");
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Audit_Rslora_SaysWhichEnginesScaleOtherwise()
    {
        var run = Audit("adapter-rslora");

        Assert.Equal(0, run.Code);
        Assert.StartsWith("module                            r  PEFT  vLLM  LoRAX  llama.cpp  ‖ΔW‖/‖W‖  unchanged in bf16  error of ΔW  cosine  best scale", run.OutLines[0], StringComparison.Ordinal);
        Assert.Equal(
            ["", "LoRAX uses 0.25 times PEFT's scaling at 28 of 28 modules.", "llama.cpp uses 0.25 times PEFT's scaling at 28 of 28 modules.", "llama.cpp's converter does not read use_rslora."],
            run.OutLines.Skip(29));
    }

    [Fact]
    public void Audit_MergedCheckpoint_EndsWithTheVerdict()
    {
        var run = Audit("adapter", Path.Combine(Models, "merged-bf16"));

        Assert.Equal(0, run.Code);
        Assert.Contains("  93.7 % of the adapted elements equal after a plain merge in fp16", run.OutLines);
        Assert.StartsWith("The checkpoint is a plain merge in bf16", run.OutLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_UnexplainedCheckpoint_IsDrift()
    {
        var run = Audit("adapter-rslora", Path.Combine(Models, "merged-bf16"), "--json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(1, run.Code);
        Assert.False(json.RootElement.GetProperty("explained").GetBoolean());
        Assert.Equal(0.5, json.RootElement.GetProperty("modules")[0].GetProperty("scaling").GetProperty("LoRAX").GetDouble());
    }

    private CliRun Audit(string adapter, params string[] more) => _cli.Run(["audit", Path.Combine(Models, "base"), Path.Combine(Models, adapter), .. more]);
}
