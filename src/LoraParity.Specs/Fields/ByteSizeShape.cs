using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoraParity.Specs.Shapes;
using LoraParity.Specs.Yaml;
using LoraParity.Text;

namespace LoraParity.Specs.Fields;

/// <summary>A number of bytes with its unit.</summary>
internal sealed partial class ByteSizeShape : Shape<long>
{
    private const string Pattern = "^[0-9]{1,9}([.][0-9]{1,3})? ?(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$";

    public override string Expected => "a size with its unit, such as 4GiB or 500MB";

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, out long value)
    {
        value = 0;
        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar || !Form().IsMatch(scalar.Text))
            return Refuse(node, path, problems);

        value = ByteSize.Parse(scalar.Text, needsUnit: true) ?? 0;
        return value > 0 || Refuse(node, path, problems);
    }

    public override JsonObject ToSchema() => new() { ["type"] = "string", ["pattern"] = Pattern };

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Form();
}
