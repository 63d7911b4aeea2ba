using LoraParity.Inference.Tokenization.Models;

namespace LoraParity.Inference.Tests.Tokenization.Models;

public sealed class BpeMergerTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(400)]
    public void Merge_RandomWord_EqualsMergingOneByOne(int length)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var merges = RandomMerges(random, out var table);
            List<int> symbols = [.. Enumerable.Range(0, length).Select(_ => random.Next(3))];
            var expected = OneByOne([.. symbols], merges);
            BpeMerger.Merge(symbols, table);
            Assert.Equal(expected, symbols);
        }
    }

    [Fact]
    public void Merge_MillionEqualSymbols_IsNotQuadratic()
    {
        var table = new MergeTable(2);
        table.Set(0, 0, new Merge(0, 1));
        table.Set(1, 1, new Merge(1, 2));
        List<int> symbols = [.. new int[1_000_001]];
        BpeMerger.Merge(symbols, table);
        Assert.Equal(250_001, symbols.Count);
        Assert.Equal(0, symbols[^1]);
    }

    [Fact]
    public void Merge_EqualRanks_GoFromLeftToRight()
    {
        var table = new MergeTable(1);
        table.Set(0, 0, new Merge(0, 1));
        List<int> symbols = [0, 0, 0];
        BpeMerger.Merge(symbols, table);
        Assert.Equal([1, 0], symbols);
    }

    /// <summary>Merges over three symbols and what they make, in an order that also makes lower ranks from higher ones.</summary>
    private static List<(int Left, int Right, int Id)> RandomMerges(Random random, out MergeTable table)
    {
        var merges = new List<(int Left, int Right, int Id)>();
        table = new MergeTable(12);
        for (var id = 3; id < 15; id++)
        {
            var (left, right) = (random.Next(id), random.Next(id));
            if (!merges.Exists(merge => merge.Left == left && merge.Right == right)) merges.Insert(random.Next(merges.Count + 1), (left, right, id));
        }

        for (var rank = 0; rank < merges.Count; rank++) table.Set(merges[rank].Left, merges[rank].Right, new Merge(rank, merges[rank].Id));
        return merges;
    }

    private static List<int> OneByOne(List<int> symbols, List<(int Left, int Right, int Id)> merges)
    {
        for (var rank = 0; rank < merges.Count;)
        {
            var (left, right, id) = merges[rank];
            var place = Enumerable.Range(0, symbols.Count - 1).FirstOrDefault(index => symbols[index] == left && symbols[index + 1] == right, -1);
            rank = place < 0 ? rank + 1 : 0;
            if (place < 0) continue;
            symbols[place] = id;
            symbols.RemoveAt(place + 1);
        }

        return symbols;
    }
}
