using LoraParity.Reporting.Review;

namespace LoraParity.Reporting.Tests.Review;

public sealed class LineDiffTests
{
    [Fact]
    public void Of_EqualTexts_IsEmpty() => Assert.Empty(LineDiff.Of("a\nb\n", "a\r\nb"));

    [Fact]
    public void Of_ChangeFarFromTheEnds_LeavesEqualLinesOut() => Assert.Equal(
        ["… 3 equal lines", "  d", "  e", "- f", "+ F", "+ G", "  g", "  h", "… 1 equal lines"],
        Lines("a b c d e f g h i", "a b c d e F G g h i"));

    [Fact]
    public void Of_MovedLine_KeepsTheLongestCommonPart() => Assert.Equal(["- x", "  a", "  b", "+ x"], Lines("x a b", "a b x"));

    [Fact]
    public void Of_NothingBefore_IsAllAdded() => Assert.Equal(["+ a", "+ b"], Lines("", "a b"));

    [Fact]
    public void Of_HugeTexts_StillSayWhatDiffers()
    {
        var old = string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"old {i}"));
        var now = string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"now {i}"));

        var lines = LineDiff.Of(old, now);

        Assert.Equal((5000, 5000), (lines.Count(l => l.Kind is DiffKind.Removed), lines.Count(l => l.Kind is DiffKind.Added)));
    }

    private static IEnumerable<string> Lines(string old, string now) => LineDiff.Of(old.Replace(' ', '\n'), now.Replace(' ', '\n')).Select(l => l.ToString());
}
