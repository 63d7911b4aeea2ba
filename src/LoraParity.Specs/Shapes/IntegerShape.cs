using System.Globalization;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A whole number within limits, both inclusive.</summary>
internal sealed class IntegerShape(int least, int most) : Shape<int>
{
    public override string Expected => least == most
        ? least.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, out int value)
    {
        value = 0;
        if (node is not ScalarNode scalar || !scalar.TryGetNumber(out var number) || number < least || number > most || number != Math.Floor(number))
            return Refuse(node, path, problems);

        value = (int)number;
        return true;
    }

    public override JsonObject ToSchema() => least == most
        ? new JsonObject { ["const"] = least }
        : new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}
