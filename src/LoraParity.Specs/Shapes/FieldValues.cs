using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>What was read of one object.</summary>
internal sealed class FieldValues(MapNode node, FieldPath path)
{
    private readonly Dictionary<Field, Entry> _entries = [];

    public MapNode Node { get; } = node;

    public FieldPath Path { get; } = path;

    /// <summary>Fields that mistyped names most likely meant: one mistake, so they are not reported as missing as well.</summary>
    public HashSet<string> Meant { get; } = [];

    public int Count => _entries.Count;

    /// <summary>Whether the field is given, or was meant to be.</summary>
    public bool IsGiven(Field field) => Has(field) || Meant.Contains(field.Name);

    public bool Has(Field field) => _entries.ContainsKey(field);

    /// <summary>Whether the field is given, but not as it must be.</summary>
    public bool IsBroken(Field field) => _entries.TryGetValue(field, out var entry) && !entry.Good;

    /// <summary>The field's value, or null where it is absent or unreadable.</summary>
    public T? Get<T>(Field<T> field)
        where T : class => _entries.TryGetValue(field, out var entry) ? (T?)entry.Value : null;

    /// <summary>The field's value, or null where it is absent or unreadable.</summary>
    public T? Value<T>(Field<T> field)
        where T : struct => _entries.TryGetValue(field, out var entry) && entry.Good ? (T?)entry.Value : null;

    /// <summary>The field's value in the file, or the object itself where the field is absent.</summary>
    public SpecNode PlaceOf(Field field) => _entries.TryGetValue(field, out var entry) ? entry.Node : Node;

    public void Set<T>(Field<T> field, T? value, SpecNode at, bool good) => _entries[field] = new Entry(value, at, good);

    private sealed record Entry(object? Value, SpecNode Node, bool Good);
}
