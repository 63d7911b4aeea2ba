using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Merging;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Merging;

public sealed class CheckpointMergerTests : IDisposable
{
    private static readonly string Models = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity", "models", "driftball");
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("merged-bf16", Precision.Bf16)]
    [InlineData("merged-fp16", Precision.Fp16)]
    public void Run_Driftball_IsByteIdenticalToPefts(string expected, Precision precision)
    {
        var folder = Path.Combine(Models, expected);

        var summary = Merge(merge: precision);

        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "model.safetensors")), File.ReadAllBytes(_folder["out", "model.safetensors"]));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "config.json")).TrimEnd(), File.ReadAllText(_folder["out", "config.json"]).TrimEnd());
        Assert.Equal((28, 39, precision, precision), (summary.Changed, summary.Tensors, summary.Merge, summary.Save));
    }

    [Fact]
    public void Run_NoDtype_IsTheBases()
    {
        var summary = Merge();

        Assert.Equal((Precision.Bf16, Precision.Bf16), (summary.Merge, summary.Save));
        Assert.Equal(["generation_config.json", "tokenizer.json", "tokenizer_config.json"], summary.CopiedFiles);
        Assert.Equal(["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order());
        Assert.Equal(["out"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Run_SmallShards_AreIndexedAndHoldTheSameTensors()
    {
        Merge(merge: Precision.Bf16, save: Precision.Fp16);
        Directory.Move(_folder["out"], _folder["single"]);

        var summary = Merge(merge: Precision.Bf16, save: Precision.Fp16, shardBytes: 500_000);

        using var single = Checkpoint.Open(_folder["single"]);
        using var sharded = Checkpoint.Open(_folder["out"]);
        Assert.Equal(4, summary.WeightFiles.Count);
        Assert.Equal("model-00004-of-00004.safetensors", summary.WeightFiles[^1]);
        Assert.Equal(single.Tensors.Count, sharded.Tensors.Count);
        foreach (var tensor in single.Tensors)
        {
            var other = sharded.Find(tensor.Name);
            Assert.True(tensor.File.Bytes(tensor.Entry).SequenceEqual(other.File.Bytes(other.Entry)), tensor.Name);
        }

        using var index = JsonDocument.Parse(File.ReadAllText(_folder["out", "model.safetensors.index.json"]));
        Assert.Equal(951_424 * 2, index.RootElement.GetProperty("metadata").GetProperty("total_size").GetInt64());
    }

    [Fact]
    public void Run_SafeMode_DiffersFromPlainInRoundingOnly()
    {
        Merge(merge: Precision.Bf16);
        Directory.Move(_folder["out"], _folder["plain"]);
        Merge(merge: Precision.Bf16, mode: MergeMode.Safe);

        var (plain, safe) = (Read("plain"), Read("out"));

        var different = plain.Zip(safe).Count(pair => pair.First != pair.Second);
        Assert.InRange(different, 1, plain.Length / 5);
        Assert.True(plain.Zip(safe).Max(pair => Math.Abs(pair.First - pair.Second)) < 0.02f);
    }

    [Fact]
    public void Run_Cancelled_LeavesNothing()
    {
        using var source = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => CheckpointMerger.Run(Options(), _ => source.Cancel(), source.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Run_Progress_GoesUpToTheEnd()
    {
        var fractions = new List<double>();

        CheckpointMerger.Run(Options(), progress => fractions.Add(progress.Fraction), CancellationToken.None);

        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1]);
    }

    [Fact]
    public void Run_OutputExists_IsRefused()
    {
        _folder.Write(Path.Combine("out", "mine.txt"), "keep");

        var exception = Assert.Throws<InputException>(() => Merge());

        Assert.Equal($"The output '{_folder["out"]}' exists already; name a new folder, or replace it with --force.", exception.Message);
        Assert.Equal("keep", File.ReadAllText(_folder["out", "mine.txt"]));
    }

    [Fact]
    public void Run_ReplacesCheckpoint_LeavesOnlyTheNewOne()
    {
        Merge(merge: Precision.Bf16);
        _folder.Write(Path.Combine("out", "model-00001-of-00002.safetensors"), "left over");

        CheckpointMerger.Run(Options() with { Merge = Precision.Fp16, Replace = true }, null, CancellationToken.None);

        Assert.Equal(["out"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        Assert.Equal(["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order());
        using var checkpoint = Checkpoint.Open(_folder["out"]);
        Assert.Equal(Safetensors.SafetensorsDtype.F16, checkpoint.Tensors[0].Dtype);
    }

    [Fact]
    public void Run_ReplacesWhatIsNoCheckpoint_IsRefused()
    {
        _folder.Write(Path.Combine("out", "mine.txt"), "keep");

        var exception = Assert.Throws<InputException>(() => CheckpointMerger.Run(Options() with { Replace = true }, null, CancellationToken.None));

        Assert.Equal($"The output '{_folder["out"]}' is not replaced, because it is no checkpoint: it has no config.json.", exception.Message);
        Assert.Equal("keep", File.ReadAllText(_folder["out", "mine.txt"]));
    }

    [Fact]
    public void Run_ReplacesTheBase_IsRefused()
    {
        Merge(merge: Precision.Bf16);
        var options = Options() with { BasePath = _folder["out"], Replace = true };

        var exception = Assert.Throws<InputException>(() => CheckpointMerger.Run(options, null, CancellationToken.None));

        Assert.Equal($"The output '{_folder["out"]}' cannot be replaced: '{_folder["out"]}' is what is merged.", exception.Message);
    }

    [Fact]
    public void Run_OutputInMissingFolder_IsRefused()
    {
        var exception = Assert.Throws<InputException>(() => CheckpointMerger.Run(Options() with { OutputPath = _folder["no", "out"] }, null, CancellationToken.None));

        Assert.Equal($"The folder '{_folder["no"]}' of the output '{_folder["no", "out"]}' does not exist; create it first.", exception.Message);
    }

    [Theory]
    [InlineData("""{"torch_dtype":"float32","x":1e-05}""", "{\n  \"torch_dtype\": \"bfloat16\",\n  \"x\": 1e-05\n}\n")]
    [InlineData("""{"dtype":"float32","torch_dtype":"float32"}""", "{\n  \"dtype\": \"bfloat16\",\n  \"torch_dtype\": \"bfloat16\"\n}\n")]
    [InlineData("""{"text_config":{"dtype":"float32"}}""", "{\n  \"text_config\": {\n    \"dtype\": \"bfloat16\"\n  }\n}\n")]
    [InlineData("""{"name":"größer"}""", "{\n  \"name\": \"größer\",\n  \"torch_dtype\": \"bfloat16\"\n}\n")]
    public void Config_Dtype_KeepsTheSourcesForm(string source, string expected) => Assert.Equal(expected, MergedConfig.Config(source, Precision.Bf16, isUntied: false));

    [Fact]
    public void Config_Untied_SaysSo() =>
        Assert.Contains("\"tie_word_embeddings\": false", MergedConfig.Config("""{"dtype":"float32","tie_word_embeddings":true}""", Precision.Fp32, isUntied: true), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private MergeOptions Options() => new()
    {
        BasePath = Path.Combine(Models, "base"),
        Adapters = [new AdapterSource(Path.Combine(Models, "adapter"))],
        OutputPath = _folder["out"],
    };

    private MergeSummary Merge(Precision? merge = null, Precision? save = null, MergeMode mode = MergeMode.Plain, long shardBytes = MergeOptions.DefaultShardBytes) =>
        CheckpointMerger.Run(Options() with { Merge = merge, Save = save, Mode = mode, MaximumShardBytes = shardBytes }, null, CancellationToken.None);

    private float[] Read(string folder)
    {
        using var checkpoint = Checkpoint.Open(_folder[folder]);
        var tensor = checkpoint.Find("model.layers.0.mlp.up_proj.weight");
        var values = new float[tensor.Entry.Elements];
        tensor.ReadFloats(0, values);
        return values;
    }
}
