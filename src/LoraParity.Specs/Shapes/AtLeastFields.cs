using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>The object has at least so many fields.</summary>
/// <param name="count">The least number of fields.</param>
/// <param name="sentence">What to do where there are fewer; <c>{0}</c> is the object's path.</param>
internal sealed class AtLeastFields(int count, string sentence) : Rule
{
    public override bool Holds(FieldValues values, Problems problems)
    {
        if (values.Count >= count)
            return true;

        problems.Add(values.Node, sentence.Replace("{0}", values.Path.ToString(), StringComparison.Ordinal));
        return false;
    }

    public override void AddTo(JsonObject schema) => schema["minProperties"] = count;
}
