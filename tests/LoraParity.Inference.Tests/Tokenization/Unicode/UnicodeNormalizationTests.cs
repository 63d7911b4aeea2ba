using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tests.Tokenization.Unicode;

/// <summary>Lines of Unicode's own NormalizationTest.txt, and what the framework does in invariant mode.</summary>
public sealed class UnicodeNormalizationTests
{
    [Theory]
    [InlineData("e\u0301", "\u00e9", "e\u0301", "\u00e9", "e\u0301")]
    [InlineData("\u1e9b\u0323", "\u1e9b\u0323", "\u017f\u0323\u0307", "\u1e69", "s\u0323\u0307")]
    [InlineData("\ud55c", "\ud55c", "\u1112\u1161\u11ab", "\ud55c", "\u1112\u1161\u11ab")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c", "\u1112\u1161\u11ab", "\ud55c", "\u1112\u1161\u11ab")]
    [InlineData("\ufb01\u2460\u00bd", "\ufb01\u2460\u00bd", "\ufb01\u2460\u00bd", "fi11\u20442", "fi11\u20442")]
    [InlineData("\u212b", "\u00c5", "A\u030a", "\u00c5", "A\u030a")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b", "a\u05ae\u0300\u0300\u0315b", "\u00e0\u05ae\u0300\u0315b", "a\u05ae\u0300\u0300\u0315b")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65", "\ud834\udd57\ud834\udd65", "\ud834\udd57\ud834\udd65", "\ud834\udd57\ud834\udd65")]
    [InlineData("\ud835\udc00\uff21", "\ud835\udc00\uff21", "\ud835\udc00\uff21", "AA", "AA")]
    [InlineData("\u0958", "\u0915\u093c", "\u0915\u093c", "\u0915\u093c", "\u0915\u093c")]
    [InlineData("\u1100\uac00\u11a8", "\u1100\uac01", "\u1100\u1100\u1161\u11a8", "\u1100\uac01", "\u1100\u1100\u1161\u11a8")]
    [InlineData("plain ascii", "plain ascii", "plain ascii", "plain ascii", "plain ascii")]
    public void Normalize_EachForm_IsUnicodes(string text, string c, string d, string kc, string kd)
    {
        Assert.Equal(c, UnicodeNormalization.Normalize(text, NormalForm.C));
        Assert.Equal(d, UnicodeNormalization.Normalize(text, NormalForm.D));
        Assert.Equal(kc, UnicodeNormalization.Normalize(text, NormalForm.KC));
        Assert.Equal(kd, UnicodeNormalization.Normalize(text, NormalForm.KD));
    }

    [Fact]
    public void Normalize_CharacterNewerThanUnicode9_IsLeftAsTheLibraryLeavesIt() =>
        Assert.Equal("\u32ff", UnicodeNormalization.Normalize("\u32ff", NormalForm.KC));
}
