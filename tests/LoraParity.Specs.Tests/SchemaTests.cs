using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;
using LoraParity.TestKit;

namespace LoraParity.Specs.Tests;

public sealed class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(SpecSchema.Generate())!;

    [Fact]
    public void Generate_CommittedFile_IsUpToDate()
    {
        var path = Path.Combine(SharedFixtures.Repository, "schemas", "parity-spec.schema.json");

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == SpecSchema.Generate(),
            "schemas/parity-spec.schema.json is stale. Write it anew with 'loraparity schema --out schemas/parity-spec.schema.json' and commit it.");
    }

    [Fact]
    public void Generate_EveryObject_IsClosedAndDescribed()
    {
        foreach (var schema in Objects(Schema))
        {
            Assert.Equal("false", schema["additionalProperties"]?.ToJsonString());
            Assert.All(schema["properties"]!.AsObject(), p => Assert.EndsWith(".", (string?)p.Value!["description"]));
        }
    }

    [Fact]
    public void Generate_ValidSpecs_Validate()
    {
        Assert.Equal([], Errors(BrokenSpecs.Good));
        Assert.Equal([], Errors(SpecReaderTests.Everything));
    }

    [Fact]
    public void Generate_BrokenSpecs_ValidateOnlyWhereTheMistakeIsBetweenFields()
    {
        var wrong = BrokenSpecs.All.Where(b => YamlTree.Read(b.Yaml, new Problems("x")) is not null && Errors(b.Yaml).Count > 0 != b.Structural);

        Assert.Equal([], wrong.Select(b => b.Text));
    }

    internal static IReadOnlyList<string> Errors(string yaml) =>
        SchemaValidator.Validate(Schema, ToJson(YamlTree.Read(yaml, new Problems("x"))!));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject schema => [.. schema.ContainsKey("properties") && schema.ContainsKey("type") ? [schema] : Array.Empty<JsonObject>(), .. schema.SelectMany(p => Objects(p.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static JsonNode? ToJson(SpecNode node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        ScalarNode { Kind: ScalarKind.Null } => null,
        ScalarNode { Kind: ScalarKind.Boolean } scalar => scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase),
        ScalarNode scalar when scalar.TryGetNumber(out var number) => number,
        ScalarNode scalar => scalar.Text,
        _ => throw new InvalidOperationException("A node of another kind."),
    };
}
