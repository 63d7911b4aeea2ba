using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>Text of at least one character, perhaps of a certain form.</summary>
/// <param name="expected">Completes "must be …".</param>
/// <param name="pattern">A regular expression of the JSON schema subset, anchored at both ends.</param>
internal sealed class TextShape(string expected = "text", string? pattern = null) : Shape<string>
{
    private readonly Regex? _pattern = pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ECMAScript);

    public override string Expected => expected;

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text;
        if (node is not ScalarNode scalar)
            return Refuse(node, path, problems);
        if (scalar.Kind is ScalarKind.Number or ScalarKind.Boolean)
            return Refuse(node, path, problems, $"; put it in quotes: \"{scalar.Text}\"");
        if (scalar.Kind == ScalarKind.Null || scalar.Text.Length == 0)
            return Refuse(new ScalarNode(node.Line, node.Column, "", true), path, problems);
        return _pattern is null || _pattern.IsMatch(scalar.Text) && !scalar.Text.EndsWith('\n') || Refuse(node, path, problems);
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is null)
            schema["minLength"] = 1;
        else
            schema["pattern"] = pattern;
        return schema;
    }
}
