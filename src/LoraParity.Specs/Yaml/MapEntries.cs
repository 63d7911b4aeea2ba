namespace LoraParity.Specs.Yaml;

/// <summary>Collects a mapping's entries: refuses a key given twice, adds what <c>&lt;&lt;</c> merges in without replacing what is there.</summary>
internal sealed class MapEntries(Problems problems)
{
    private readonly List<MapEntry> _own = [];
    private readonly Dictionary<string, ScalarNode> _keys = new(StringComparer.Ordinal);
    private readonly List<MapNode> _merged = [];

    public void Add(ScalarNode key, SpecNode value, bool plain)
    {
        if (plain && key.Text == "<<")
            AddMerged(key, value);
        else if (_keys.TryAdd(key.Text, key))
            _own.Add(new MapEntry(key, value));
        else
            problems.Add(key, $"'{key.Text}' is given twice; the first is in line {_keys[key.Text].Line}. Remove one of them.");
    }

    /// <summary>The mapping's own entries, then those merged in whose keys it lacks; of two merged mappings the first wins.</summary>
    public IReadOnlyList<MapEntry> Resolve()
    {
        foreach (var entry in _merged.SelectMany(m => m.Entries))
        {
            if (_keys.TryAdd(entry.Key.Text, entry.Key))
                _own.Add(entry);
        }

        return _own;
    }

    private void AddMerged(ScalarNode key, SpecNode value)
    {
        IReadOnlyList<SpecNode> sources = value is ListNode list ? list.Items : [value];
        if (sources.All(s => s is MapNode))
            _merged.AddRange(sources.Cast<MapNode>());
        else
            problems.Add(key, $"'<<' merges mappings, such as '<<: *defaults', not {sources.First(s => s is not MapNode).Describe()}.");
    }
}
