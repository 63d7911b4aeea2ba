using System.Text.Json;

namespace LoraParity.Cli.Tests.Commands;

public sealed class ListCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void List_Spec_PrintsACaseALine()
    {
        var run = _cli.Run("list", _cli.WriteSpec());

        Assert.Equal(
            ["small › attached.fp32 › one", "small › attached.fp32 › two", "small › attached.bf16 › one", "small › attached.bf16 › two"],
            run.OutLines);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void List_FolderWithSpacesAndUnicode_IsSearchedWithoutBuildOutput()
    {
        _cli.WriteSpec("my specs/über ünits.parity.yaml");
        _cli.WriteSpec("my specs/bin/Debug/copied.parity.yaml");

        var run = _cli.Run("list", "my specs", "--json");

        var listed = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(4, listed.GetArrayLength());
        Assert.Equal(Path.Combine("my specs", "über ünits.parity.yaml"), listed[0].GetProperty("spec").GetString());
        Assert.Equal("attached.fp32", listed[0].GetProperty("variant").GetString());
        Assert.Equal("one", listed[0].GetProperty("prompt").GetString());
        Assert.Equal(8, listed[0].GetProperty("line").GetInt32());
        Assert.Contains("über ünits", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void List_SameSpecTwice_IsReadOnce() => Assert.Equal(4, _cli.Run("list", _cli.WriteSpec(), "*.parity.yaml").OutLines.Count);
}
