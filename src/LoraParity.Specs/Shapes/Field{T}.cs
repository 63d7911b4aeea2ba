using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A field whose value is a <typeparamref name="T"/>.</summary>
internal sealed class Field<T>(string name, Shape<T> shape, string doc) : Field(name, doc)
{
    public override Shape Shape => shape;

    public override bool Read(SpecNode node, FieldPath path, Problems problems, FieldValues values)
    {
        var good = shape.TryRead(node, path, problems, out var value);
        values.Set(this, value, node, good);
        return good;
    }
}
