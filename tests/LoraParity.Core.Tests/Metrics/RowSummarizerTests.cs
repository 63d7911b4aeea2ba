using LoraParity.Metrics;

namespace LoraParity.Core.Tests.Metrics;

public sealed class RowSummarizerTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(9, 3)]
    [InlineData(16, 8)]
    [InlineData(1000, 8)]
    public void Largest_AnyRow_IsTheSortedRowsBeginning(int width, int count)
    {
        var random = new Random(width);
        // Few distinct values, so that ties are many.
        var row = Enumerable.Range(0, width).Select(_ => (float)random.Next(-20, 20)).ToArray();
        var expected = row.Select((x, i) => (i, x)).OrderByDescending(e => e.x).ThenBy(e => e.i).Take(count);

        var top = RowSummarizer.Largest(row, count);

        Assert.Equal(expected, top.Select(t => (t.Token, t.Logit)));
    }

    [Fact]
    public void Largest_NaN_IsNeverAmongThem() =>
        Assert.Equal([2, 0], RowSummarizer.Largest([1, float.NaN, 3], 3).Select(t => t.Token));

    [Fact]
    public void Summarize_AnyRow_HasLogSumExpAndTail()
    {
        float[] row = [1, 5, 3, 2, 4, -60, 0.5f];

        var top = RowSummarizer.Summarize(row, 2).Top;

        var sum = row.Sum(x => Math.Exp(x));
        Assert.Equal(Math.Log(sum), top.LogSumExp, 14);
        Assert.Equal((Math.Exp(1) + Math.Exp(3) + Math.Exp(2) + Math.Exp(-60) + Math.Exp(0.5)) / sum, top.TailMass, 14);
    }

    [Fact]
    public void Summarize_WholeRowInTop_HasNoTail() => Assert.Equal(0, RowSummarizer.Summarize([1, 2], 8).Top.TailMass);

    [Fact]
    public void Summarize_LargeLogits_DoNotOverflow() =>
        Assert.Equal(3e38f + Math.Log(2), RowSummarizer.Summarize([3e38f, 3e38f, -3e38f], 2).Top.LogSumExp);

    [Theory]
    [InlineData(0, float.NaN)]
    [InlineData(8, float.PositiveInfinity)]
    [InlineData(18, float.NegativeInfinity)]
    public void Summarize_EntryThatIsNoNumber_IsNamed(int index, float value)
    {
        var row = new float[20];
        row[index] = value;
        row[19] = float.NaN;

        Assert.Equal(index, RowSummarizer.Summarize(row, 5).NonFinite);
    }

    [Fact]
    public void Summarize_OnlyNaN_HasNoArgmax() => Assert.Equal(-1, RowSummarizer.Summarize([float.NaN, float.NaN], 5).Argmax);
}
