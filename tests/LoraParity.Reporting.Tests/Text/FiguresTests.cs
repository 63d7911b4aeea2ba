using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Tests.Text;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(1_902_848, "1.9 MB")]
    [InlineData(99_960_000, "100 MB")]
    [InlineData(999_600_000, "1.0 GB")]
    [InlineData(14_200_000_000, "14.2 GB")]
    [InlineData(long.MaxValue, "9223372 TB")]
    public void Bytes_Size_IsShort(long bytes, string expected) => Assert.Equal(expected, Figures.Bytes(bytes));

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.0234, "2.3e-02")]
    [InlineData(0.999, "1.0")]
    [InlineData(8.42, "8.4")]
    [InlineData(12345.0, "1.2e04")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Drift_Values_HaveTwoDigits(double value, string expected) => Assert.Equal(expected, Figures.Drift(value));

    [Theory]
    [InlineData(0.0, "0.0×")]
    [InlineData(1.26, "1.3×")]
    [InlineData(1722.4, "1,722×")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Times_Values_AreMultiples(double value, string expected) => Assert.Equal(expected, Figures.Times(value));

    [Theory]
    [InlineData(1.0, "100.0 %")]
    [InlineData(0.9999, "99.9 %")]
    [InlineData(0.0, "0.0 %")]
    public void Share_Values_AreRoundedDown(double value, string expected) => Assert.Equal(expected, Figures.Share(value));

    [Fact]
    public void All_NothingMeasured_IsADash() =>
        Assert.Equal(["–", "–", "–"], [Figures.Drift(null), Figures.Times(null), Figures.Share(null)]);
}
