using LoraParity.Inference.PythonPatterns;

namespace LoraParity.Inference.Tests.PythonPatterns;

public sealed class PythonPatternTests
{
    [Theory]
    [InlineData(@".*\.q_proj", "model.layers.0.self_attn.q_proj", true)]
    [InlineData(@"q_proj", "model.layers.0.self_attn.q_proj", false)]
    [InlineData(@".*layers\.(0|1)\..*proj", "model.layers.1.mlp.up_proj", true)]
    [InlineData(@"(?P<a>x)(y)(?P=a)\2", "xyxy", true)]
    [InlineData(@"(y)(?P<a>x)\2\1", "yxxy", true)]
    [InlineData(@"(?P<a>x)?y(?(a)z|w)", "xyz", true)]
    [InlineData(@"(?P<a>x)?y(?(a)z|w)", "yz", false)]
    [InlineData(@"a\Z", "a", true)]
    [InlineData("a|ab", "ab", true)]
    [InlineData("a{,2}", "aa", true)]
    [InlineData("a{,2}", "aaa", false)]
    [InlineData("a{2}", "aa", true)]
    [InlineData("a{,}b{x}", "a{,}b{x}", true)]
    [InlineData("[a-z-[aeiou]]", "-]", true)]
    [InlineData("[]x]", "]", true)]
    [InlineData("[^]x]", "a", true)]
    [InlineData(@"[\]\d]+", "]7", true)]
    [InlineData("(?i)Q_PROJ", "q_proj", true)]
    [InlineData("(?i:Q)_proj", "q_proj", true)]
    [InlineData("(?u)q_proj", "q_proj", true)]
    [InlineData("q(?#a comment [)_proj", "q_proj", true)]
    [InlineData("(?<=q)_|q(?=_)_(?!x)p(?<!x)", "q_p", true)]
    [InlineData("(?>a+)b", "aab", true)]
    [InlineData(@"\U00000071_proj", "q_proj", true)]
    [InlineData(@"\x71\u005fproj", "q_proj", true)]
    [InlineData("a+?b*?", "aab", true)]
    public void MatchesAll_Pattern_DecidesAsFullmatch(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new PythonPattern(pattern).MatchesAll(text));

    [Fact]
    public void MatchStart_Pattern_NeedsNoEnd()
    {
        var match = new PythonPattern(@".*?\.[^.]*\.(\d+)\.").MatchStart("model.layers.1.experts.0.w1");

        Assert.True(match.Success);
        Assert.Equal("1", match.Groups[1].Value);
        Assert.False(new PythonPattern("layers").MatchStart("model.layers").Success);
    }

    [Theory]
    [InlineData("(", "is not a valid regular expression (InsufficientClosingParentheses)")]
    [InlineData("a**", "is not a valid regular expression (NestedQuantifiersNotParenthesized)")]
    [InlineData("[a", "has a '[' that is never closed")]
    [InlineData("(?P<a", "has a group that is never closed")]
    [InlineData("(?P!a)", "has an unknown '(?P' group")]
    [InlineData("(?P=b)", "refers to the unknown group 'b'")]
    [InlineData("a++", "uses a possessive quantifier, which is not supported")]
    [InlineData("a{2}+", "uses a possessive quantifier, which is not supported")]
    [InlineData("(?a)x", "uses the group '(?a', which is not supported")]
    [InlineData("(?<name>x)", "uses the group '(?<name>x', which is not supported")]
    [InlineData("x(?i)y", "has the flags '(?i)' elsewhere than at its start")]
    [InlineData(@"\p{L}", @"uses the escape '\p', which Python does not know")]
    [InlineData(@"\U0001F600", @"uses a '\U' escape beyond the basic plane, which is not supported")]
    [InlineData(@"a\", "ends with a backslash")]
    public void Constructor_UnusablePattern_SaysWhy(string pattern, string expected)
    {
        var exception = Assert.Throws<PythonPatternException>(() => new PythonPattern(pattern));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public void MatchesAll_CatastrophicPattern_GivesUp()
    {
        var pattern = new PythonPattern("(a+)+b");

        var exception = Assert.Throws<PythonPatternException>(() => pattern.MatchesAll(new string('a', 40) + "c"));

        Assert.Equal($"takes more than 1 s on '{new string('a', 40)}c'", exception.Message);
    }
}
