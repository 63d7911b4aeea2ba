using LoraParity.Cli.Terminal;

namespace LoraParity.Cli.Tests.Terminal;

public sealed class TextTableTests
{
    [Fact]
    public void WriteTo_LongAndWideCells_AreAlignedAndNeverCut()
    {
        var table = new TextTable(new TextColumn("name"), new TextColumn("drift", Right: true), new TextColumn("verdict"));
        table.Add(new string('x', 200), "1.0e-02", "ok");
        table.Add("日本", "0", new TextCell("drift", Tone.Bad));
        var text = new StringWriter();

        table.WriteTo(new ConsoleWriter(text, colour: false));

        Assert.Equal(
            [
                $"name{new string(' ', 196)}    drift  verdict",
                $"{new string('x', 200)}  1.0e-02  ok",
                $"日本{new string(' ', 196)}        0  drift",
                "",
            ],
            text.ToString().Split('\n'));
    }

    [Fact]
    public void WriteTo_Colour_IsOutsideThePadding()
    {
        var table = new TextTable(new TextColumn("a", Right: true), new TextColumn("b"));
        table.Add(new TextCell("1", Tone.Good), new TextCell("2", Tone.Bad));
        var text = new StringWriter();

        table.WriteTo(new ConsoleWriter(text, colour: true));

        Assert.Equal("\e[1ma\e[0m  \e[1mb\e[0m\n\e[32m1\e[0m  \e[31m2\e[0m\n", text.ToString());
    }
}
