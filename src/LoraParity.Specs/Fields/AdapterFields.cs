using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>An item of <c>adapters</c>.</summary>
internal static class AdapterFields
{
    private static readonly Field<string> Path = new("path", Paths.Model, "The adapter's folder, relative to the spec, or a hub id.")
    {
        Required = true,
    };

    private static readonly Field<double> Weight = new("weight", new NumberShape(positive: true), "Factor on the adapter's scaling.") { Default = "1" };

    public static readonly ObjectShape<AdapterSource> Mapping = new("a mapping with 'path' and 'weight'", [Path, Weight], Build);

    public static readonly Shape<AdapterSource> Adapter = new EitherShape<AdapterSource>(
        "the path of a folder, a hub id, or a mapping with 'path' and 'weight'",
        new MappedShape<string, AdapterSource>(Paths.Model, path => new AdapterSource(path)), Mapping);

    private static AdapterSource Build(FieldValues values) => new(values.Get(Path)!, (float)(values.Value(Weight) ?? 1));
}
