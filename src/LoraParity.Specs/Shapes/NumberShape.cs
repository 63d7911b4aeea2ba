using System.Globalization;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A finite number that is not negative.</summary>
/// <param name="most">The largest value, if there is one.</param>
/// <param name="positive">Whether 0 is refused.</param>
internal sealed class NumberShape(double most = double.PositiveInfinity, bool positive = false) : Shape<double>
{
    public override string Expected
    {
        get
        {
            if (positive)
                return "a number above 0";
            return double.IsFinite(most) ? string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most}") : "a number that is 0 or more";
        }
    }

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, out double value)
    {
        value = 0;
        return (node is ScalarNode scalar && scalar.TryGetNumber(out value) && IsInRange(value)) || Refuse(node, path, problems);
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "number", [positive ? "exclusiveMinimum" : "minimum"] = 0 };
        if (double.IsFinite(most))
            schema["maximum"] = most;
        return schema;
    }

    private bool IsInRange(double value) => (positive ? value > 0 : value >= 0) && value <= most;
}
