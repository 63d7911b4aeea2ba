using System.Globalization;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A finite number above 0, or from 0 to some limit.</summary>
/// <param name="most">The largest value; without one the number must be above 0.</param>
internal sealed class NumberShape(double? most = null) : Shape<double>
{
    public override string Expected =>
        most is null ? "a number above 0" : string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most}");

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, out double value)
    {
        value = 0;
        return (node is ScalarNode scalar && scalar.TryGetNumber(out value) && IsInRange(value)) || Refuse(node, path, problems);
    }

    public override JsonObject ToSchema() => most is null
        ? new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 }
        : new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = most };

    private bool IsInRange(double value) => most is null ? value > 0 : value >= 0 && value <= most;
}
