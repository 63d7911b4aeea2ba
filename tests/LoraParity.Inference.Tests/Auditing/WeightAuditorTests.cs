using LoraParity.Diagnostics;
using LoraParity.Inference.Auditing;
using LoraParity.Inference.Merging;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Auditing;

public sealed class WeightAuditorTests : IDisposable
{
    private static readonly string Models = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity", "models", "driftball");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_NoMergedCheckpoint_TellsWhatAMergeLeaves()
    {
        var report = Audit("adapter", null);

        Assert.Equal((28, Precision.Bf16, true), (report.Modules.Count, report.Stored, report.IsExplained));
        Assert.Empty(report.Candidates);
        Assert.Null(report.Verdict);
        var module = report.Modules[0];
        Assert.Equal(("model.layers.0.self_attn.q_proj", 16, 32d), (module.Name, module.Rank, module.Alpha));
        Assert.Equal([2d, 2, 2, 2], module.Scalings);
        Assert.InRange(module.RelativeDelta, 0.31, 0.33);
        Assert.InRange(module.Unchanged, 0.001, 0.02);
        Assert.InRange(module.RelativeError, 0.001, 0.01);
        Assert.InRange(module.Cosine, 0.9999, 1);
        Assert.InRange(module.BestScale, 0.999, 1.001);
    }

    [Fact]
    public void Run_Rslora_ShowsWhoIgnoresIt()
    {
        var report = Audit("adapter-rslora", null);

        Assert.All(report.Modules, module => Assert.Equal([2, 2, 0.5, 0.5], module.Scalings));
        Assert.Equal(["llama.cpp's converter does not read use_rslora."], report.Remarks);
    }

    [Theory]
    [InlineData("merged-bf16", "The checkpoint is a plain merge in bf16 (100.0 % of the adapted elements are equal), and so is a plain merge in fp32, which gives the same values.")]
    [InlineData("merged-fp16", "The checkpoint is a plain merge in fp16 (100.0 % of the adapted elements are equal), and so is a plain merge in fp32, which gives the same values.")]
    [InlineData("base", "The checkpoint is the base: the adapter was not merged into it.")]
    public void Run_MergedCheckpoint_TellsHowItWasMade(string merged, string verdict)
    {
        var report = Audit("adapter", Path.Combine(Models, merged));

        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(merged != "base", report.IsExplained);
        Assert.Empty(report.Foreign);
    }

    [Theory]
    [InlineData(Precision.Bf16, MergeMode.Safe, 1f, "The checkpoint is a safe merge in bf16 (100.0 % of the adapted elements are equal).")]
    [InlineData(Precision.Fp16, MergeMode.Plain, 1f, "The checkpoint is a plain merge in fp16 (100.0 % of the adapted elements are equal).")]
    [InlineData(Precision.Bf16, MergeMode.Plain, 0.25f, "it holds 0.25 times the adapter's ΔW, which is LoRAX's scaling.")]
    [InlineData(Precision.Bf16, MergeMode.Plain, 2f, "it holds 2 times the adapter's ΔW, as if it had been merged twice.")]
    public void Run_OwnMerge_IsRecognised(Precision merge, MergeMode mode, float weight, string expected)
    {
        var options = new MergeOptions
        {
            BasePath = Path.Combine(Models, "base"),
            Adapters = [new AdapterSource(Path.Combine(Models, "adapter-rslora"), weight)],
            OutputPath = _folder["merged"],
            Merge = merge,
            Save = Precision.Bf16,
            Mode = mode,
        };
        CheckpointMerger.Run(options, null, CancellationToken.None);

        var report = Audit("adapter-rslora", _folder["merged"]);

        Assert.EndsWith(expected, report.Verdict, StringComparison.Ordinal);
        Assert.Equal(weight == 1f, report.IsExplained);
    }

    [Fact]
    public void Run_AnotherAdaptersMerge_IsNotExplained()
    {
        var report = Audit("adapter-rslora", Path.Combine(Models, "merged-bf16"));

        Assert.False(report.IsExplained);
        Assert.StartsWith("No merge of this adapter gives the checkpoint: ", report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CheckpointOfAnotherBase_IsRefused()
    {
        var other = SharedFixtures.Own("peft", "llama-attn", "base");

        var exception = Assert.Throws<InputException>(() => Audit("adapter", other));

        Assert.Equal($"The checkpoint '{other}' has other modules than the base '{Path.Combine(Models, "base")}'; it was made from another base.", exception.Message);
    }

    [Fact]
    public void Run_ForeignChange_IsNamed()
    {
        CopyWithOneByteChanged(Path.Combine(Models, "merged-bf16"), "model.norm.weight");

        var report = Audit("adapter", _folder["changed"]);

        Assert.Equal(["model.norm.weight"], report.Foreign);
        Assert.False(report.IsExplained);
        Assert.EndsWith(", but 1 parameters that the adapter does not touch differ from the base.", report.Verdict, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static AuditReport Audit(string adapter, string? merged) => WeightAuditor.Run(
        new AuditOptions { BasePath = Path.Combine(Models, "base"), Adapter = new AdapterSource(Path.Combine(Models, adapter)), MergedPath = merged }, null, CancellationToken.None);

    private void CopyWithOneByteChanged(string source, string tensor)
    {
        Directory.CreateDirectory(_folder["changed"]);
        foreach (var file in Directory.GetFiles(source))
            File.WriteAllBytes(_folder["changed", Path.GetFileName(file)], File.ReadAllBytes(file));
        long offset;
        using (var weights = LoraParity.Safetensors.SafetensorsFile.Open(_folder["changed", "model.safetensors"]))
            offset = weights.Find(tensor).Offset;
        using var stream = File.OpenWrite(_folder["changed", "model.safetensors"]);
        stream.Position = offset;
        stream.WriteByte(0x11);
    }
}
