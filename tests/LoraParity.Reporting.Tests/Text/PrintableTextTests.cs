using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Tests.Text;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain 日本 × 😀\n\tend", "plain 日本 × 😀\n\tend")]
    [InlineData("\0\u001b\r\u009b", "\\u0000\\u001b\\u000d\\u009b")]
    [InlineData("\u202e\u2066\u2028", "\\u202e\\u2066\\u2028")]
    public void Of_Text_ShowsWhatWouldNotBeSeen(string text, string expected) => Assert.Equal(expected, PrintableText.Of(text));

    [Fact]
    public void Of_HalfACharacter_IsShown() => Assert.Equal("a\\ud83db\\ude00", PrintableText.Of("a" + (char)0xD83D + "b" + (char)0xDE00));
}
