namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>A mapping that keeps its order.</summary>
internal sealed class JinjaMapping
{
    private readonly OrderedDictionary<object, object?> _entries = new(JinjaKeyComparer.Instance);

    internal int Count => _entries.Count;

    internal IEnumerable<KeyValuePair<object, object?>> Entries => _entries;

    internal object? this[object key]
    {
        set => _entries[key] = value;
    }

    internal bool TryGet(object? key, out object? value)
    {
        value = null;
        return key is not null && _entries.TryGetValue(key, out value);
    }

    private sealed class JinjaKeyComparer : IEqualityComparer<object>
    {
        internal static JinjaKeyComparer Instance { get; } = new();

        public new bool Equals(object? left, object? right) => JinjaValues.AreEqual(left, right);

        public int GetHashCode(object value)
        {
            if (value is string text) return text.GetHashCode(StringComparison.Ordinal);
            return JinjaValues.Number(value)?.GetHashCode() ?? 0;
        }
    }
}
