using System.Text.Json.Nodes;

namespace LoraParity.Specs.Shapes;

/// <summary>What a value of the spec may be: the one description behind parser, schema and reference.</summary>
internal abstract class Shape
{
    /// <summary>Completes "must be …", for example <c>a whole number from 0 to 100</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>The fields of the mapping that the value is, holds or may be; none for single values.</summary>
    public virtual IReadOnlyList<Field> Fields => [];

    /// <summary>The JSON schema of the values that are read without a problem.</summary>
    public abstract JsonObject ToSchema();
}
