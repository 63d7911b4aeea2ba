using System.Text.Json.Nodes;
using LoraParity.Reporting.Results;
using LoraParity.Specs.Tests;
using LoraParity.TestKit;

namespace LoraParity.Reporting.Tests.Results;

public sealed class ResultsSchemaTests
{
    private static readonly string Committed = Path.Combine(SharedFixtures.Repository, "schemas", "results.schema.json");

    [Fact]
    public void Generate_CommittedFile_IsUpToDate()
    {
        var generated = ResultsSchemaWriter.Generate();
        if (Environment.GetEnvironmentVariable("LORAPARITY_WRITE_SCHEMAS") == "1")
            File.WriteAllText(Committed, generated);

        Assert.True(
            File.Exists(Committed) && File.ReadAllText(Committed).ReplaceLineEndings("\n") == generated,
            "schemas/results.schema.json is stale. Run this test with LORAPARITY_WRITE_SCHEMAS=1 to write it anew, and commit it.");
    }

    [Fact]
    public void Generate_Results_Validate()
    {
        Assert.Empty(Errors(ResultsJson.Serialize(Samples.Document())));
        Assert.Empty(Errors(ResultsJson.Serialize(Samples.HostileDocument())));
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":\"1\"")]
    [InlineData("\"outcome\":\"passed\"", "\"outcome\":\"fine\"")]
    [InlineData("\"reference\":", "\"referenz\":")]
    public void Generate_OtherResults_DoNotValidate(string right, string wrong)
    {
        var json = ResultsJson.Serialize(Samples.Document());

        Assert.NotEmpty(Errors(json.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Errors(string json) => SchemaValidator.Validate(JsonNode.Parse(ResultsSchemaWriter.Generate())!, JsonNode.Parse(json));
}
