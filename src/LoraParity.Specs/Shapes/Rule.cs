using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A rule over several fields of one object, known to parser and schema alike.</summary>
internal abstract class Rule
{
    /// <summary>Whether the rule holds; adds a problem where it does not. Asked only where every field by itself is right.</summary>
    public abstract bool Holds(FieldValues values, Problems problems);

    public abstract void AddTo(JsonObject schema);
}
