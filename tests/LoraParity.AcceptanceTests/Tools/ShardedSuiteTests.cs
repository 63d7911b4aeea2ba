namespace LoraParity.AcceptanceTests.Tools;

/// <summary>Eight processes run the example together.</summary>
public sealed class ShardedSuiteTests : IDisposable
{
    private const int Count = 8;
    private readonly ExampleCopy _example = new();

    public void Dispose() => _example.Dispose();

    [Fact]
    public void Shards_JoinedInAnyOrder_AreOneRunToTheBit()
    {
        Assert.Equal(0, Tool.Run(_example.Folder, null, "run", ".", "--no-timings", "--results", "whole.json").Code);
        Directory.CreateDirectory(_example["shards"]);
        Parallel.For(1, Count + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
            Assert.Equal((i, 0), (i, Tool.Run(_example.Folder, null, "run", ".", "--shard", $"{i}/{Count}", "--no-timings", "--results", Shard(i)).Code)));

        Assert.Equal(0, Merge([.. Enumerable.Range(1, Count).Select(Shard)]).Code);
        Assert.Equal(File.ReadAllBytes(_example["whole.json"]), File.ReadAllBytes(_example["joined.json"]));
        Assert.Equal(0, Merge([.. Enumerable.Range(1, Count).Reverse().Select(Shard)]).Code);
        Assert.Equal(File.ReadAllBytes(_example["whole.json"]), File.ReadAllBytes(_example["joined.json"]));

        var (code, output) = Merge([.. Enumerable.Range(1, Count).Where(i => i != 5).Select(Shard)]);
        Assert.Equal(2, code);
        Assert.Equal("error: Shard 5 of 8 is missing: its process ended before it wrote its results, or its file was not named.", output.Trim());
    }

    private static string Shard(int index) => $"shards/{index}.json";

    private (int Code, string Output) Merge(string[] files) => Tool.Run(_example.Folder, null, ["report", "merge", .. files, "--results", "joined.json"]);
}
