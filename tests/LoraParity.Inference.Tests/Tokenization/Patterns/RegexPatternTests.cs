using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tests.Tokenization.Patterns;

public sealed class RegexPatternTests
{
    [Theory]
    // Characters beyond the BMP are one character: in classes, in negated classes, under quantifiers, in ranges.
    [InlineData(@"[^\s\p{L}\p{N}]", "😀😃a", "😀|😃")]
    [InlineData(@"\p{L}{2}", "𠀀𠀁𠀂", "𠀀𠀁")]
    [InlineData(@"[𠀀-𠀁]+", "𠀀𠀁𠀂", "𠀀𠀁")]
    [InlineData(@".", "😀", "😀")]
    [InlineData(@"\x{1F600}", "a😀", "😀")]
    [InlineData(@"(?<=😀)a", "ba😀a", "a")]
    // Unicode classes.
    [InlineData(@"\d+", "१२३ 4５", "१२३|4５")]
    [InlineData(@"\s+", "a\u00a0\u2003\u3000b\u200bc", "\u00a0\u2003\u3000")]
    [InlineData(@"\w+", "añ_9 b-c", "añ_9|b|c")]
    [InlineData(@"\p{Lu}\P{Lu}", "aBc", "Bc")]
    [InlineData(@"\p{^L}+", "ab12", "12")]
    [InlineData(@"\p{Han}+", "ab漢字かな", "漢字")]
    [InlineData(@"\p{Hiragana}+|\p{Katakana}+", "漢かなカナ", "かな|カナ")]
    [InlineData(@"[[:punct:]]+", "a!?b", "!?")]
    [InlineData(@"[[:^alpha:]]+", "ab12", "12")]
    [InlineData(@"\h+", "xyzbeef", "beef")]
    // Classes.
    [InlineData(@"[\p{L}&&[^a-m]]+", "abcxyz", "xyz")]
    [InlineData(@"[]a]+", "]a", "]a")]
    [InlineData(@"[a\-z]+", "a-z b", "a-z")]
    [InlineData(@"[a-]+", "a-b", "a-")]
    [InlineData(@"[^\r\n]+", "ab\ncd", "ab|cd")]
    // Case: Unicode's simple folding, which takes the long s and the Kelvin sign along.
    [InlineData(@"(?i:'s|'re)", "'S 'rE 'ſ", "'S|'rE|'ſ")]
    [InlineData(@"(?i)k", "Kk\u212a", "K|k|\u212a")]
    [InlineData(@"a(?i)b|c", "aB aC", "aB|aC")]
    [InlineData(@"(?i:a)b", "Ab AB", "Ab")]
    [InlineData(@"(?i:[sdmt])", "SſT", "S|ſ|T")]
    // Repetition.
    [InlineData(@"a*+a", "aaa", "")]
    [InlineData(@"a++b", "aab", "aab")]
    [InlineData(@"(?>a|ab)c", "abc", "")]
    [InlineData(@"a{2}", "aaaa", "aa|aa")]
    [InlineData(@"a{,2}b", "aaab", "aab")]
    [InlineData(@"a{2,}?", "aaaa", "aa|aa")]
    [InlineData(@"a{x}", "a{x}", "a{x}")]
    [InlineData(@"a+?", "aa", "a|a")]
    // Anchors: ^ and $ are those of lines.
    [InlineData(@"^a", "a\nab", "a|a")]
    [InlineData(@"a$", "a\nba", "a|a")]
    [InlineData(@"\Aa|b\z", "ab\nab", "a|b")]
    [InlineData(@"a\Z", "a\na\n", "a")]
    [InlineData(@"\bé\w*", "été fété", "été")]
    [InlineData(@"\s+(?!\S)", "a   b  ", "  |  ")]
    [InlineData(@"(?m:.)", "\n", "\n")]
    // Groups, comments, escapes.
    [InlineData(@"(?<word>a|b)(?#comment)c", "acbc", "ac|bc")]
    [InlineData(@"(?x: a  b # c
                )", "ab", "ab")]
    [InlineData(@"\R", "a\r\nb\n", "\r\n|\n")]
    [InlineData(@"\t\x41\u0042", "\tAB", "\tAB")]
    public void Find_Pattern_GivesOnigurumasMatches(string pattern, string text, string expected)
    {
        var matches = new List<TextRange>();
        new RegexPattern(pattern).Find(text, matches);
        Assert.Equal(expected, string.Join('|', matches.Select(match => text[match.Start..match.End])));
    }

    [Theory]
    [InlineData("a(", "The pattern 'a(' has no ')' where one is expected at character 2")]
    [InlineData("a)", "The pattern 'a)' has an unmatched ')' at character 1")]
    [InlineData("*a", "The pattern '*a' has a '*' with nothing to repeat at character 1")]
    [InlineData("[a", "The pattern '[a' has nothing where more is expected at character 2")]
    [InlineData("[b-a]", "The pattern '[b-a]' has a range that runs backwards at character 4")]
    [InlineData(@"\p{Klingon}", @"The pattern '\p{Klingon}' has the unknown property 'Klingon' at character 11")]
    [InlineData(@"(a)\1", @"The pattern '(a)\1' has '\1', which is not supported at character 5")]
    [InlineData("(?q:a)", "The pattern '(?q:a)' has the unknown option 'q' at character 3")]
    [InlineData("a{9999999}", "The pattern 'a{9999999}' has the repetition '9999999', which is too large, at character 10")]
    public void Constructor_PatternThatCannotBeUsed_SaysWhatAndWhere(string pattern, string expected) =>
        Assert.Equal(expected, Assert.Throws<PatternException>(() => new RegexPattern(pattern)).Message);

    [Fact]
    public void Find_EmptyMatches_AreLeftOutAfterAMatch()
    {
        var matches = new List<TextRange>();
        new RegexPattern("a*").Find("baac", matches);
        Assert.Equal([new TextRange(0, 0), new TextRange(1, 3), new TextRange(4, 4)], matches);
    }

    [Fact]
    public void Find_MillionSpaces_DoesNotBacktrackWithoutEnd()
    {
        var matches = new List<TextRange>();
        new RegexPattern(@" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+").Find(new string(' ', 1_000_000) + "x", matches);
        Assert.Equal([new TextRange(0, 999_999), new TextRange(999_999, 1_000_000)], matches);
    }
}
