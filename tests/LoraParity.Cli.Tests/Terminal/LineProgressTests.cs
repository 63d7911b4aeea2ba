using LoraParity.Cli.Terminal;
using LoraParity.Engines;

namespace LoraParity.Cli.Tests.Terminal;

public sealed class LineProgressTests
{
    [Fact]
    public void Run_ManyReports_WritesAtMostALineATenth()
    {
        var text = new StringWriter();

        new LineProgress(new ConsoleWriter(text, colour: false)).Run("small", report =>
        {
            for (var i = 0; i <= 1000; i++)
                report(new RunProgress($"layer {i}", i / 1000.0));
        });

        var lines = text.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(11, lines.Length);
        Assert.Equal("small: layer 0 (0 %)", lines[0]);
        Assert.Equal("small: layer 100 (10 %)", lines[1]);
        Assert.Equal("small: layer 1000 (100 %)", lines[^1]);
    }
}
