using System.Diagnostics.CodeAnalysis;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A shape whose values are read as <typeparamref name="T"/>.</summary>
internal abstract class Shape<T> : Shape
{
    /// <summary>Reads a node. Where false is returned a problem was added; a list's value then holds what could be read.</summary>
    public abstract bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out T value);

    protected bool Refuse(SpecNode node, FieldPath path, Problems problems, string hint = "")
    {
        problems.Add(node, $"'{path}' must be {Expected}, not {node.Describe()}{hint}.");
        return false;
    }
}
