using LoraParity.Traces;

namespace LoraParity.Core.Tests.Traces;

public sealed class WordsTests
{
    [Theory]
    [InlineData(" seven", "\" seven\"")]
    [InlineData("a\n\t\"b\"\\", "\"a\\n\\t\\\"b\\\"\\\\\"")]
    [InlineData("é日", "\"é日\"")]
    [InlineData("\u202e\u0007", "\"\\u202E\\u0007\"")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "\"abcdefghijklmnopqrstuvwx…\"")]
    public void Quote_Text_IsOnePrintableLine(string text, string expected) => Assert.Equal(expected, Words.Quote(text));
}
