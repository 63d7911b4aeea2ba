using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A field with a certain value needs another field.</summary>
/// <param name="field">The field that asks for another.</param>
/// <param name="value">Its value in the file.</param>
/// <param name="needed">The field that must be there then.</param>
/// <param name="why">Completes "… needs a '…' that says …".</param>
internal sealed class NeedsField(Field field, string value, Field needed, string why) : Rule
{
    public override bool Holds(FieldValues values, Problems problems)
    {
        if (!values.Has(field) || values.PlaceOf(field) is not ScalarNode scalar || scalar.Text != value || values.Has(needed))
            return true;

        problems.Add(scalar, $"'{values.Path.Field(field.Name)}: {value}' needs a '{needed.Name}' that says {why}.");
        return false;
    }

    public override void AddTo(JsonObject schema)
    {
        schema["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { [field.Name] = new JsonObject { ["const"] = value } },
            ["required"] = new JsonArray(field.Name),
        };
        schema["then"] = new JsonObject { ["required"] = new JsonArray(needed.Name) };
    }
}
