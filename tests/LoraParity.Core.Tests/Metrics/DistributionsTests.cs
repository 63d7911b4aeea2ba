using LoraParity.Metrics;

namespace LoraParity.Core.Tests.Metrics;

public sealed class DistributionsTests
{
    [Fact]
    public void Of_Values_InterpolatesLinearlyBetweenSortedOnes()
    {
        // 99 % of the way through six values is at index 4.95: 8 + 0.95 · 2.
        var spread = Distributions.Of([10, 1, 3, 4, 2, 8]);

        Assert.Equal(28.0 / 6, spread.Mean, 15);
        Assert.Equal(3.5, spread.Median, 12);
        Assert.Equal(9.9, spread.P99, 12);
        Assert.Equal(9.99, spread.P999, 12);
        Assert.Equal((10.0, 1.0), (spread.Max, spread.Min));
    }

    [Fact]
    public void Of_OneValue_IsThatValueEverywhere() => Assert.Equal(new Distribution(7, 7, 7, 7, 7, 7), Distributions.Of([7]));

    [Fact]
    public void Of_Infinities_DoNotBecomeNaN()
    {
        var spread = Distributions.Of([1, double.PositiveInfinity, double.PositiveInfinity]);

        Assert.Equal((double.PositiveInfinity, 1.0), (spread.Median, spread.Min));
    }

    [Fact]
    public void Of_NaN_IsLeftOut() => Assert.Equal(3, Distributions.Of([double.NaN, 3]).Max);

    [Fact]
    public void Of_Nothing_IsNaN() => Assert.Equal(double.NaN, Distributions.Of([]).Mean);
}
