using LoraParity.Cli.Terminal;

namespace LoraParity.Cli.Tests.Terminal;

public sealed class ConsoleWriterTests
{
    [Theory]
    [InlineData("\e[31mred\a", "\\u001b[31mred\\u0007")]
    [InlineData("abc\u202egnp.exe", "abc\\u202egnp.exe")]
    [InlineData("tab\there\nand 日本 ×", "tab\there\nand 日本 ×")]
    public void Write_CharactersThatMoveTheCursor_AreShown(string text, string expected)
    {
        var written = new StringWriter();

        new ConsoleWriter(written, colour: false).Write(text, Tone.Bad);

        Assert.Equal(expected, written.ToString());
    }
}
