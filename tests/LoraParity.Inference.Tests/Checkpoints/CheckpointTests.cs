using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckpointTests() => _folder.Write("config.json", CheckpointFiles.Config);

    [Fact]
    public void Open_SingleFile_FindsTensors()
    {
        _folder.WriteTensors("model.safetensors", ("a.weight", [2, 3]), ("b.weight", [4]));

        using var checkpoint = Checkpoint.Open(_folder.Path);
        var values = new float[2];
        checkpoint.Find("a.weight").ReadFloats(3, values);

        Assert.Equal([3f, 4f], values);
        Assert.Equal([2L, 3L], checkpoint.Find("a.weight").Shape);
        Assert.True(checkpoint.TryFind("b.weight", out _));
        Assert.False(checkpoint.TryFind("c.weight", out _));
    }

    [Fact]
    public void Find_UnknownTensor_NamesCheckpointAndTensor()
    {
        _folder.WriteTensors("model.safetensors", ("a", [1]));
        using var checkpoint = Checkpoint.Open(_folder.Path);

        var exception = Assert.Throws<InputException>(() => checkpoint.Find("lm_head.weight"));

        Assert.Equal($"The checkpoint '{_folder.Path}' has no tensor 'lm_head.weight'.", exception.Message);
    }

    [Fact]
    public void Open_Shards_FindsTensorsAcrossFilesAndOnlyWhereTheIndexPutsThem()
    {
        _folder.WriteTensors("model-00001-of-00002.safetensors", ("a", [1]), ("stale", [2]));
        _folder.WriteTensors("sub/model-00002-of-00002.safetensors", ("b", [3]), ("stale", [5]));
        _folder.Write("model.safetensors.index.json", """
            {"metadata":{"total_size":16},"weight_map":{
              "a":"model-00001-of-00002.safetensors","b":"sub/model-00002-of-00002.safetensors","stale":"sub/model-00002-of-00002.safetensors"}}
            """);

        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Equal(["a", "b", "stale"], checkpoint.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([5L], checkpoint.Find("stale").Shape);
        Assert.Equal(2, checkpoint.WeightFiles.Count());
    }

    [Fact]
    public void Open_ShardBehindALink_IsAccepted()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.WriteTensors("blob", ("a", [1]));
        File.CreateSymbolicLink(_folder["model.safetensors"], elsewhere["blob"]);

        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Equal("a", checkpoint.Tensors.Single().Name);
    }

    [Theory]
    [InlineData(null, new int[0])]
    [InlineData("""{"eos_token_id":2}""", new[] { 2 })]
    [InlineData("""{"eos_token_id":[128001,128009]}""", new[] { 128001, 128009 })]
    public void EosTokenIds_GenerationConfig_OneOrSeveral(string? generation, int[] expected)
    {
        _folder.WriteTensors("model.safetensors", ("a", [1]));
        if (generation is not null)
            _folder.Write("generation_config.json", generation);

        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Equal(expected, checkpoint.EosTokenIds);
    }

    [Fact]
    public void EosTokenIds_NoGenerationConfig_AreTheConfigs()
    {
        _folder.Write("config.json", CheckpointFiles.Config.Replace("{\"model", "{\"eos_token_id\":7,\"model", StringComparison.Ordinal));
        _folder.WriteTensors("model.safetensors", ("a", [1]));

        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Equal([7], checkpoint.EosTokenIds);
    }

    public void Dispose() => _folder.Dispose();
}
