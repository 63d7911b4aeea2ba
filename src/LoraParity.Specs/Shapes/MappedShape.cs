using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>Another shape whose values are turned into something else.</summary>
internal sealed class MappedShape<TIn, TOut>(Shape<TIn> inner, Func<TIn, TOut> map) : Shape<TOut>
{
    public override string Expected => inner.Expected;

    public override IReadOnlyList<Field> Fields => inner.Fields;

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out TOut value)
    {
        var good = inner.TryRead(node, path, problems, out var read);
        value = good ? map(read!) : default;
        return good;
    }

    public override JsonObject ToSchema() => inner.ToSchema();
}
