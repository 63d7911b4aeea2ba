using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Commands;

public sealed class MergeCommandTests : IDisposable
{
    private static readonly string Models = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity", "models", "driftball");
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Merge_BaseAndAdapter_WritesACheckpoint()
    {
        var run = Merge("--merge", "bf16", "--save", "fp16");

        Assert.Equal(0, run.Code);
        Assert.Equal(["Merged 28 of 39 tensors in bf16, saved in fp16: 1.9 MB in model.safetensors of 'out'."], run.OutLines);
        Assert.True(File.Exists(_cli["out", "tokenizer.json"]));
    }

    [Fact]
    public void Merge_ShardSize_SplitsTheWeights()
    {
        var run = Merge("--shard-size", "0.5MB");

        Assert.Equal(["Merged 28 of 39 tensors in bf16, saved in bf16: 1.9 MB in 4 files of 'out'."], run.OutLines);
    }

    [Fact]
    public void Merge_Twice_NeedsForce()
    {
        Merge();

        var again = Merge();
        var forced = Merge("--force", "--adapter-dtype", "base");

        Assert.Equal(2, again.Code);
        Assert.Contains($"error: The output '{_cli["out"]}' exists already; name a new folder, or replace it with --force.", again.ErrorLines);
        Assert.Equal(0, forced.Code);
    }

    [Theory]
    [InlineData("error: --adapter-dtype is 'bf16' but must be fp32 or base.", "--adapter-dtype", "bf16")]
    [InlineData("error: --merge is 'int8' but must be fp32, bf16 or fp16.", "--merge", "int8")]
    [InlineData("error: --shard-size is '5 apples' but must be a size such as 500MB or 5GB.", "--shard-size", "5 apples")]
    [InlineData("error: --weight is 'half' but must be a number.", "--weight", "half")]
    [InlineData("error: --weight is given 2 times for 1 adapters; give it once for each, or not at all.", "--weight", "1", "--weight", "2")]
    public void Merge_BadOption_IsBadInput(string expected, params string[] options)
    {
        var run = Merge(options);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.ErrorLines);
    }

    private CliRun Merge(params string[] options) => _cli.Run(["merge", Path.Combine(Models, "base"), Path.Combine(Models, "adapter"), "--out", "out", .. options]);
}
