using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>Another shape whose values keep their place.</summary>
internal sealed class LocatedShape<T>(Shape<T> inner) : Shape<Located<T>>
{
    public override string Expected => inner.Expected;

    public override IReadOnlyList<Field> Fields => inner.Fields;

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out Located<T> value)
    {
        var good = inner.TryRead(node, path, problems, out var read);
        value = good ? new Located<T>(read!, node) : null;
        return good;
    }

    public override JsonObject ToSchema() => inner.ToSchema();
}
