using System.Text;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Byte-pair encoding: a word starts as its characters, and neighbours are merged by rank.</summary>
internal sealed class BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options) : ITokenModel
{
    private readonly WordCache _cache = new();
    private readonly ByteTokens? _bytes = options.FallsBackToBytes ? new ByteTokens(vocabulary) : null;
    private readonly int? _unknown = options.UnknownToken is null ? null : vocabulary.IdOf(options.UnknownToken);

    public int Count => vocabulary.Count;

    public int? IdOf(string token) => vocabulary.IdOf(token);

    public string? TokenOf(int id) => vocabulary.TokenOf(id);

    public void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (options.IgnoresMerges && vocabulary.IdOf(piece) is { } whole)
        {
            ids.Add(whole);
        }
        else if (_cache.TryGet(piece, out var known))
        {
            ids.AddRange(known);
        }
        else
        {
            var symbols = Symbols(piece);
            BpeMerger.Merge(symbols, merges);
            _cache.Add(piece, symbols);
            ids.AddRange(symbols);
        }
    }

    private List<int> Symbols(ReadOnlySpan<char> piece)
    {
        var symbols = new List<int>(piece.Length);
        var unknown = false;
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out var length);
            Add(Decorated(piece, start, length), symbols, ref unknown);
            start += length;
        }

        if (unknown) symbols.Add(_unknown!.Value);
        return symbols;
    }

    private ReadOnlySpan<char> Decorated(ReadOnlySpan<char> piece, int start, int length)
    {
        var prefix = start > 0 ? options.ContinuingPrefix : "";
        var suffix = start + length == piece.Length ? options.EndSuffix : "";
        var character = piece.Slice(start, length);
        return prefix.Length + suffix.Length == 0 ? character : string.Concat(prefix, character, suffix);
    }

    /// <summary>
    /// An unknown character waits, because the next may join it. Bytes do not wake it up: it then comes after them, as in the
    /// tokenizers library.
    /// </summary>
    private void Add(ReadOnlySpan<char> character, List<int> symbols, ref bool unknown)
    {
        if (vocabulary.IdOf(character) is { } id)
        {
            if (unknown) symbols.Add(_unknown!.Value);
            unknown = false;
            symbols.Add(id);
            return;
        }

        if (_bytes?.TryAdd(character, symbols) == true || options.UnknownToken is null) return;
        if (_unknown is null) throw new UnknownTokenException(options.UnknownToken);
        if (unknown && !options.FusesUnknown) symbols.Add(_unknown.Value);
        unknown = true;
    }
}
