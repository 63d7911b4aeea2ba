using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Xml.Linq;
using LoraParity.Plans;
using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Tests.Results;

/// <summary>Makes the JSON schema of results from the records that are written, and its descriptions from their documentation.</summary>
internal static class ResultsSchemaWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Dictionary<string, string> Documentation = new[] { typeof(ResultsDocument), typeof(ParityPlan) }.SelectMany(Read).DistinctBy(p => p.Key).ToDictionary();

    public static string Generate()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var schema = ResultsJson.Options.GetJsonSchemaAsNode(typeof(ResultsDocument), options).AsObject();
        var head = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "LoraParity results",
            ["description"] = Documentation[$"T:{typeof(ResultsDocument)}"],
        };
        foreach (var (name, value) in schema.Where(p => !head.ContainsKey(p.Key)))
            head[name] = value?.DeepClone();
        return head.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && node is JsonObject schema
            && Documentation.TryGetValue($"P:{property.DeclaringType}.{property.Name}", out var text))
        {
            schema.Insert(0, "description", text);
        }

        return node;
    }

    // A positional record documents its properties as parameters of the type.
    private static IEnumerable<KeyValuePair<string, string>> Read(Type anyType)
    {
        var members = XDocument.Load(Path.ChangeExtension(anyType.Assembly.Location, ".xml")).Descendants("member").ToList();
        foreach (var member in members)
        {
            var name = (string)member.Attribute("name")!;
            if (member.Element("summary") is { } summary && name[0] is 'T' or 'P')
                yield return KeyValuePair.Create(name, Text(member.Element("summary")!));
            foreach (var parameter in name[0] == 'T' ? member.Elements("param") : [])
                yield return KeyValuePair.Create($"P:{name[2..]}.{(string)parameter.Attribute("name")!}", Text(parameter));
        }
    }

    private static string Text(XElement element)
    {
        foreach (var reference in element.Descendants("see").ToList())
            reference.ReplaceWith(JsonNamingPolicy.SnakeCaseLower.ConvertName(((string)reference.Attribute("cref")!).Split('.')[^1]));
        return string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
