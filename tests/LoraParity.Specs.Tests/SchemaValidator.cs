using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LoraParity.Specs.Tests;

/// <summary>Validates against the part of JSON Schema draft 2020-12 that the project's schemas use; any other keyword is an error of the test.</summary>
internal static class SchemaValidator
{
    private static readonly HashSet<string> Annotations = ["$schema", "title", "description", "default", "then"];

    public static IReadOnlyList<string> Validate(JsonNode schema, JsonNode? value) => [.. Check(schema, value, "$")];

    private static IEnumerable<string> Check(JsonNode? schema, JsonNode? value, string path)
    {
        if (schema is not JsonObject rules)
            return (bool)schema! ? [] : [$"{path}: not allowed"];

        return rules.Where(r => !Annotations.Contains(r.Key)).SelectMany(r => CheckKeyword(r.Key, r.Value!, rules, value, path));
    }

    private static IEnumerable<string> CheckKeyword(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string path) => keyword switch
    {
        "type" => Fail(!(rule is JsonArray types ? types.Any(t => HasType((string)t!, value)) : HasType((string)rule!, value)), path, $"is not of type {rule}"),
        "const" => Fail(!JsonNode.DeepEquals(rule, value) && !(IsNumber(value) && (double)rule == (double)value!), path, $"is not {rule}"),
        "enum" => Fail(!rule.AsArray().Any(c => JsonNode.DeepEquals(c, value)), path, "is not one of the values"),
        "pattern" => Fail(value?.GetValueKind() == JsonValueKind.String && !Regex.IsMatch((string)value!, (string)rule!, RegexOptions.ECMAScript), path, "has another form"),
        "minLength" => Fail(value?.GetValueKind() == JsonValueKind.String && ((string)value!).Length < (int)rule, path, "is too short"),
        "minimum" => Fail(IsNumber(value) && (double)value! < (double)rule, path, "is too small"),
        "exclusiveMinimum" => Fail(IsNumber(value) && (double)value! <= (double)rule, path, "is too small"),
        "maximum" => Fail(IsNumber(value) && (double)value! > (double)rule, path, "is too large"),
        "minItems" => Fail(value is JsonArray list && list.Count < (int)rule, path, "has too few items"),
        "uniqueItems" => Fail(value is JsonArray list && list.Select(i => i?.ToJsonString()).Distinct().Count() < list.Count, path, "has an item twice"),
        "items" => value is JsonArray list ? list.SelectMany((item, i) => Check(rule, item, $"{path}[{i}]")) : [],
        "minProperties" => Fail(value is JsonObject map && map.Count < (int)rule, path, "has too few fields"),
        "required" => value is JsonObject map ? rule.AsArray().Where(n => !map.ContainsKey((string)n!)).Select(n => $"{path}: {n} is missing") : [],
        "properties" => value is JsonObject map ? map.Where(p => rule.AsObject().ContainsKey(p.Key)).SelectMany(p => Check(rule[p.Key], p.Value, $"{path}.{p.Key}")) : [],
        "additionalProperties" when rule is JsonObject => value is JsonObject map ? map.SelectMany(p => Check(rule, p.Value, $"{path}.{p.Key}")) : [],
        "additionalProperties" => value is JsonObject map ? map.Where(p => !schema["properties"]!.AsObject().ContainsKey(p.Key)).Select(p => $"{path}: {p.Key} is unknown") : [],
        "oneOf" => Fail(rule.AsArray().Count(s => !Check(s, value, path).Any()) != 1, path, "fits none or several of the forms"),
        "anyOf" => Fail(rule.AsArray().All(s => Check(s, value, path).Any()), path, "fits none of the forms"),
        "$ref" => Check(Target(schema.Root, (string)rule!), value, path),
        "if" => Check(rule, value, path).Any() ? [] : Check(schema["then"], value, path),
        _ => throw new NotSupportedException($"The test's validator lacks the keyword '{keyword}'."),
    };

    private static JsonNode? Target(JsonNode root, string reference) => reference.Split('/').Skip(1)
        .Aggregate((JsonNode?)root, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node![step]);

    private static bool HasType(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("null", null or JsonValueKind.Null) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => (double)value! == Math.Floor((double)value),
        _ => false,
    };

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    private static IEnumerable<string> Fail(bool failed, string path, string what) => failed ? [$"{path} {what}"] : [];
}
