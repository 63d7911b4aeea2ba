using System.Text.Json;

namespace LoraParity.Cli.Tests.Commands;

public sealed class SchemaCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Schema_WithoutOut_PrintsTheSchemaAlone()
    {
        var run = _cli.Run("schema");

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", JsonDocument.Parse(run.Out).RootElement.GetProperty("$schema").GetString());
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Schema_WithOut_WritesTheSameToTheFile()
    {
        var printed = _cli.Run("schema").Out;

        var run = _cli.Run("schema", "--out", "spec.schema.json");

        Assert.Equal(["Wrote 'spec.schema.json'."], run.OutLines);
        Assert.Equal(printed, File.ReadAllText(_cli["spec.schema.json"]));
    }
}
