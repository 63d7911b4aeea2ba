using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>Exactly one of some fields is given, each with fields it needs and fields it does not go with.</summary>
internal sealed class OneOfFields(IReadOnlyList<OneOfFields.Alternative> alternatives) : Rule
{
    private readonly string _names = Words.Join([.. alternatives.Select(a => $"'{a.Field.Name}'")]);

    public override bool Holds(FieldValues values, Problems problems)
    {
        var given = alternatives.Where(a => values.Has(a.Field)).ToArray();
        if (given.Length == 1)
            return GoesTogether(given[0], values, problems);

        var found = given.Length == 0 ? "none" : Words.Join([.. given.Select(a => $"'{a.Field.Name}'")], "and");
        problems.Add(values.Node, $"'{values.Path}' must have exactly one of {_names}, but has {found}.");
        return false;
    }

    public override void AddTo(JsonObject schema) =>
        schema["oneOf"] = new JsonArray([.. alternatives.Select(Schema)]);

    private static bool GoesTogether(Alternative given, FieldValues values, Problems problems)
    {
        var before = problems.Count;
        foreach (var missing in given.With.Where(f => !values.Has(f)))
            problems.Add(values.Node, $"'{values.Path.Field(missing.Name)}' is missing; it must be {missing.Shape.Expected}.");
        foreach (var extra in given.Without.Where(values.Has))
            problems.Add(values.PlaceOf(extra), $"'{values.Path}' has '{given.Field.Name}', which does not go with '{extra.Name}'; remove '{extra.Name}'.");
        return problems.Count == before;
    }

    private static JsonObject Schema(Alternative alternative)
    {
        Field[] required = [alternative.Field, .. alternative.With];
        var schema = new JsonObject { ["required"] = new JsonArray([.. required.Select(f => JsonValue.Create(f.Name))]) };
        if (alternative.Without.Count > 0)
            schema["properties"] = new JsonObject(alternative.Without.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)false)));
        return schema;
    }

    internal sealed record Alternative(Field Field, IReadOnlyList<Field> With, IReadOnlyList<Field> Without);
}
