using LoraParity.Metrics;
using LoraParity.Snapshots;
using LoraParity.Traces;

namespace LoraParity.Core.Tests.Snapshots;

public sealed class TopDriftTests
{
    private static readonly float[] Row = [4, 3.5f, 1, 0, -1];

    [Fact]
    public void Of_SamePosition_IsNothing()
    {
        var drift = TopDrift.Of(Top(Row), Top(Row));

        Assert.All(drift.Entries, e => Assert.Equal(0, e.Abs));
        Assert.Equal(0, drift.Kl, 12);
    }

    [Fact]
    public void Of_EntryFellOut_DriftedAtLeastToTheSmallestThatStayed()
    {
        var drift = TopDrift.Of(Top(Row), Top([4, -9, 3, 2, -1]));

        Assert.Contains(new TopEntryDrift(1, 3.5f, 2, IsBound: true), drift.Entries);
        Assert.Equal(1.5, drift.Entries.Single(e => e.Token == 1).Abs);
    }

    [Fact]
    public void Of_EntryCameIn_DriftedAtLeastFromTheSmallestThatWasThere()
    {
        var drift = TopDrift.Of(Top(Row), Top([4, 3.5f, 1, 0, 6]));

        Assert.Equal(5, drift.Entries.Single(e => e.Token == 4).Abs);
    }

    [Fact]
    public void Of_LastTwoSwappedAround_NothingIsKnownToDriftFurtherThanTheyDid()
    {
        // Third and fourth swap by a hair: what is not in the other's list cannot be blamed for more.
        var drift = TopDrift.Of(Top([4, 3.5f, 1, 0.99f, -1]), Top([4, 3.5f, 0.99f, 1, -1]));

        Assert.All(drift.Entries, e => Assert.InRange(e.Abs, 0, 0.011));
    }

    [Fact]
    public void Of_AnyPositions_KlIsAtMostThatOfTheFullRows()
    {
        float[] now = [3.8f, 3.6f, 1.2f, 0.4f, -1.5f];

        var kl = TopDrift.Of(Top(Row), Top(now)).Kl;

        Assert.InRange(kl, 0.5 * new LoraParity.Core.Tests.Metrics.PlainFormulas(Row, now).Kl, new LoraParity.Core.Tests.Metrics.PlainFormulas(Row, now).Kl);
    }

    private static TopLogits Top(float[] row) => RowSummarizer.Summarize(row, 3).Top;
}
