using LoraParity.Text;

namespace LoraParity.Core.Tests.Text;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("500MB", 500_000_000)]
    [InlineData("1.5 GB", 1_500_000_000)]
    [InlineData("0.29GB", 290_000_000)]
    [InlineData("12kb", 12_000)]
    [InlineData("2TB", 2_000_000_000_000)]
    [InlineData("4KiB", 4096)]
    [InlineData("1.5 gib", 1_610_612_736)]
    [InlineData("1TiB", 1_099_511_627_776)]
    [InlineData("77B", 77)]
    [InlineData("77", 77)]
    [InlineData("0", 0)]
    [InlineData("99999999999999999999GB", long.MaxValue)]
    public void Parse_NumberAndUnit_IsBytes(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("much")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("1e9")]
    [InlineData("1,5GB")]
    [InlineData("5 apples")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(ByteSize.Parse(text));

    [Fact]
    public void Parse_UnitNeeded_RefusesANumberAlone()
    {
        Assert.Null(ByteSize.Parse("77", needsUnit: true));
        Assert.Equal(77, ByteSize.Parse("77 B", needsUnit: true));
    }
}
