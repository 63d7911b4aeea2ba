using LoraParity.Metrics;
using LoraParity.Plans;

namespace LoraParity.Core.Tests.Metrics;

public sealed class LogitsBoundScanTests
{
    private static readonly float[] Reference = [10, 0.5f, -2, 0];

    // Apart: 0.5 (5 %), 0.25 (50 %), 0, 0.125 (of 0).
    private static readonly float[] Variant = [10.5f, 0.25f, -2, 0.125f];

    [Theory]
    [InlineData(1.0, 1e-9, 0)]
    [InlineData(1e-9, 1e300, 0)]
    [InlineData(0.2, 0.1, 1)]
    [InlineData(0.2, 0.01, 2)]
    [InlineData(0.1, 0.1, 2)]
    [InlineData(0.1, null, 3)]
    [InlineData(null, 0.1, 2)]
    [InlineData(0.5, null, 0)]
    public void Add_Row_CountsEntriesThatExceedBothBounds(double? maxAbs, double? rel, long entries) =>
        Assert.Equal(entries, Scan(maxAbs, rel).Entries);

    [Fact]
    public void Add_SomeEntriesExceed_SmallestBoundsWouldPass()
    {
        var scan = Scan(0.2, 0.01);

        Assert.Equal((0.5, 0.5), (scan.MaxAbsBeyondRel, scan.RelBeyondMaxAbs));
        Assert.Equal(0, Scan(scan.MaxAbsBeyondRel, 0.01).Entries);
        Assert.Equal(0, Scan(0.2, scan.RelBeyondMaxAbs).Entries);
    }

    [Fact]
    public void Add_SomeEntriesExceed_WorstIsTheOneFarthestApart()
    {
        var scan = Scan(0.2, 0.01);

        Assert.Equal(new ExceedingEntry(3, 0, 10, 10.5f), scan.Worst);
        Assert.Equal(1, scan.Rows);
    }

    private static LogitsBoundScan Scan(double? maxAbs, double? rel)
    {
        var scan = new LogitsBoundScan(new LogitsTolerance(maxAbs, rel));
        scan.Add(3, 0.5, Reference, Variant);
        scan.Add(4, 0, Reference, Reference);
        return scan;
    }
}
