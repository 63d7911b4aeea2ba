using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A short form (a single value) or a long one (a mapping).</summary>
/// <param name="expected">Completes "must be …".</param>
/// <param name="single">The short form.</param>
/// <param name="mapping">The long form.</param>
internal sealed class EitherShape<T>(string expected, Shape<T> single, Shape<T> mapping) : Shape<T>
{
    public override string Expected => expected;

    public override IReadOnlyList<Field> Fields => mapping.Fields;

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return node switch
        {
            MapNode => mapping.TryRead(node, path, problems, out value),
            ScalarNode { Kind: ScalarKind.Text, Text.Length: > 0 } => single.TryRead(node, path, problems, out value),
            _ => Refuse(node, path, problems),
        };
    }

    public override JsonObject ToSchema() => new() { ["oneOf"] = new JsonArray(single.ToSchema(), mapping.ToSchema()) };
}
