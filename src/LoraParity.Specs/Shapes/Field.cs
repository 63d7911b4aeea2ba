using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>One named field of an object.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="doc">What it means: one or more sentences for the editor's tooltip and the reference.</param>
internal abstract class Field(string name, string doc)
{
    public string Name { get; } = name;

    public string Doc { get; } = doc;

    public bool Required { get; init; }

    /// <summary>What holds where the field is absent, in words; null where the documentation says it all.</summary>
    public string? Default { get; init; }

    /// <summary>What holds instead of the field for as long as its feature is missing; such a field is an error and in no schema.</summary>
    public string? NotYet { get; init; }

    public abstract Shape Shape { get; }

    /// <summary>Reads the field's value into <paramref name="values"/>; false where it has a problem.</summary>
    public abstract bool Read(SpecNode node, FieldPath path, Problems problems, FieldValues values);
}
