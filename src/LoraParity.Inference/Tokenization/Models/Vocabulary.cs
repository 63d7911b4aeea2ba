namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Tokens and their ids, in both directions.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<int, string> _tokens;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        _lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _tokens = new Dictionary<int, string>(ids.Count);
        foreach (var (token, id) in ids) _tokens[id] = token;
    }

    internal int Count => _ids.Count;

    internal int? IdOf(ReadOnlySpan<char> token) => _lookup.TryGetValue(token, out var id) ? id : null;

    internal string? TokenOf(int id) => _tokens.GetValueOrDefault(id);
}
