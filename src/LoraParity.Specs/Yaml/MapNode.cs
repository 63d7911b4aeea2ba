namespace LoraParity.Specs.Yaml;

/// <summary>A mapping; each key once, merge keys already resolved.</summary>
internal sealed class MapNode(int line, int column, IReadOnlyList<MapEntry> entries) : SpecNode(line, column)
{
    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public override string Describe() => "a mapping";
}
