using LoraParity.Inference.Tokenization.Patterns;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tests.Tokenization.Unicode;

public sealed class CodePointSetTests
{
    private static readonly CodePointSet Low = CodePointSet.Range(10, 20);
    private static readonly CodePointSet High = CodePointSet.Range(15, 30);

    [Fact]
    public void Union_OverlappingRanges_IsOneRange() => Assert.Equal([10, 31], Low.Union(High).Bounds.ToArray());

    [Fact]
    public void Union_NeighbouringRanges_IsOneRange() =>
        Assert.Equal([10, 31], Low.Union(CodePointSet.Range(21, 30)).Bounds.ToArray());

    [Fact]
    public void Intersect_OverlappingRanges_IsTheOverlap() => Assert.Equal([15, 21], Low.Intersect(High).Bounds.ToArray());

    [Fact]
    public void Complement_Twice_IsTheSet() => Assert.Equal(Low.Bounds.ToArray(), Low.Complement().Complement().Bounds.ToArray());

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Contains_Ends_AreMembers(int codePoint, bool expected) => Assert.Equal(expected, Low.Contains(codePoint));

    [Fact]
    public void Category_AllTogether_CoverEveryCodePointOnce()
    {
        var sizes = Enum.GetValues<System.Globalization.UnicodeCategory>().Sum(category => Size(UnicodeSets.Category(category)));
        Assert.Equal(CodePointSet.Limit, sizes);
    }

    private static int Size(CodePointSet set)
    {
        var size = 0;
        for (var index = 0; index < set.Bounds.Length; index += 2) size += set.Bounds[index + 1] - set.Bounds[index];
        return size;
    }
}
