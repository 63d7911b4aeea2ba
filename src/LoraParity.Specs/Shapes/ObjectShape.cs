using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A mapping with known fields.</summary>
/// <param name="expected">Completes "must be …".</param>
/// <param name="fields">All fields, in the order of the reference.</param>
/// <param name="build">Makes the value once every field was read without a problem.</param>
internal sealed class ObjectShape<T>(string expected, IReadOnlyList<Field> fields, Func<FieldValues, T> build) : Shape<T>
{
    private readonly Dictionary<string, Field> _byName = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public override string Expected => expected;

    public override IReadOnlyList<Field> Fields => fields;

    /// <summary>Rules over several fields.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not MapNode map)
            return Refuse(node, path, problems);

        var good = TryReadFields(map, path, problems, out var values);
        if (good)
            value = build(values);
        return good;
    }

    /// <summary>Reads every field that can be read; false where any of them, or a rule over them, has a problem.</summary>
    public bool TryReadFields(MapNode map, FieldPath path, Problems problems, out FieldValues values)
    {
        values = new FieldValues(map, path);
        var good = true;
        foreach (var entry in map.Entries)
            good &= ReadEntry(entry, path, problems, values);
        foreach (var field in Fields.Where(f => f.Required))
            good &= HasRequired(field, values, problems);
        return good && HoldsRules(values, problems);
    }

    public override JsonObject ToSchema()
    {
        var known = Fields.Where(f => f.NotYet is null).ToArray();
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        schema["properties"] = new JsonObject(known.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)FieldSchema(f))));
        if (known.Any(f => f.Required))
            schema["required"] = new JsonArray([.. known.Where(f => f.Required).Select(f => JsonValue.Create(f.Name))]);
        foreach (var rule in Rules)
            rule.AddTo(schema);
        return schema;
    }

    private static JsonObject FieldSchema(Field field)
    {
        var schema = field.Shape.ToSchema();
        schema.Insert(0, "description", field.Default is null ? field.Doc : $"{field.Doc} Default: {field.Default}.");
        return schema;
    }

    private bool ReadEntry(MapEntry entry, FieldPath path, Problems problems, FieldValues values)
    {
        if (!_byName.TryGetValue(entry.Key.Text, out var field))
            return RefuseUnknown(entry.Key, path, problems, values);
        if (field.NotYet is null)
            return field.Read(entry.Value, path.Field(field.Name), problems, values);

        problems.Add(entry.Key, $"'{path.Field(field.Name)}' is not supported yet: {field.NotYet}");
        return false;
    }

    private bool RefuseUnknown(ScalarNode key, FieldPath path, Problems problems, FieldValues values)
    {
        string[] names = [.. Fields.Where(f => f.NotYet is null).Select(f => f.Name)];
        var near = NearestName.Of(key.Text, names);
        var hint = near is null ? $"its fields are {Words.Join(names, "and")}" : $"the nearest is '{near}'";
        values.Meant.Add(near ?? "");
        var owner = path == FieldPath.Root ? "a spec" : $"'{path}'";
        problems.Add(key, $"'{key.Text}' is not a field of {owner}; {hint}.");
        return false;
    }

    private static bool HasRequired(Field field, FieldValues values, Problems problems)
    {
        if (values.IsGiven(field))
            return true;

        problems.Add(values.Node, $"'{values.Path.Field(field.Name)}' is missing; it must be {field.Shape.Expected}.");
        return false;
    }

    private bool HoldsRules(FieldValues values, Problems problems)
    {
        var good = true;
        foreach (var rule in Rules)
            good &= rule.Holds(values, problems);
        return good;
    }
}
