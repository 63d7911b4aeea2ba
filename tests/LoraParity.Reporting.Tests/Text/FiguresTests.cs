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
}
