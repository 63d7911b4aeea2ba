using System.Buffers;
using System.Text;
using LoraParity.Inference.Tokenization.Models;
using LoraParity.Inference.Tokenization.Normalizers;
using LoraParity.Inference.Tokenization.Patterns;
using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.AddedTokens;

/// <summary>
/// The added and special tokens over a model's vocabulary. Tokens that are not normalized are cut out of the raw text;
/// what is left is normalized, piece by piece, and the normalized tokens are cut out of that.
/// </summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<int, AddedToken> _tokens = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<int, string> _normalizedTexts = [];
    private readonly HashSet<string> _specials;
    private readonly INormalizer? _normalizer;
    private readonly TokenTrie _raw;
    private readonly TokenTrie _normalized;

    /// <summary>
    /// Adds tokens in order. One that the model knows keeps the model's id, another gets the next free id; the ids that the file
    /// states are not used, as in the tokenizers library.
    /// </summary>
    internal AddedVocabulary(IEnumerable<AddedToken> tokens, ITokenModel model, INormalizer? normalizer)
    {
        _normalizer = normalizer;
        var next = model.Count;
        foreach (var token in tokens.Where(token => token.Content.Length > 0))
        {
            if (!_ids.TryGetValue(token.Content, out var id)) id = model.IdOf(token.Content) ?? next++;
            Add(token, id);
        }

        NewTokens = next - model.Count;
        _specials = [.. _tokens.Values.Where(token => token.Special).Select(token => token.Content)];
        _raw = new TokenTrie(_tokens.Where(entry => !entry.Value.Normalized).Select(Pattern));
        _normalized = new TokenTrie(_tokens.Where(entry => entry.Value.Normalized).Select(Pattern));
    }

    /// <summary>How many tokens are not the model's own.</summary>
    internal int NewTokens { get; }

    /// <summary>The id of an added token.</summary>
    internal int? IdOf(string content) => _ids.TryGetValue(content, out var id) ? id : null;

    /// <summary>An added token's content, as it stands in the file.</summary>
    internal string? ContentOf(int id) => _tokens.GetValueOrDefault(id)?.Content;

    /// <summary>What a decoder gets for an added token: its normalized form where it has one.</summary>
    internal string? DecodableOf(int id) => _normalizedTexts.GetValueOrDefault(id) ?? ContentOf(id);

    internal bool IsSpecial(string text) => _specials.Contains(text);

    /// <summary>Cuts a text into added tokens and normalized pieces, in order.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="sections">Receives, per section, an id or a piece that is not empty.</param>
    internal void Split(string text, List<TextSection> sections)
    {
        var raw = new List<TextSection>();
        Split(Piece.Whole(text, true), _raw, raw);
        foreach (var section in raw)
        {
            if (section.Id is not null) sections.Add(section);
            else Split(Normalize(section.Piece), _normalized, sections);
        }
    }

    private Piece Normalize(Piece piece) =>
        _normalizer is null ? piece : Piece.Whole(_normalizer.Normalize(piece.Text.ToString()), piece.AtTextStart);

    private void Split(Piece piece, TokenTrie trie, List<TextSection> sections)
    {
        var text = piece.Text;
        var done = 0;
        for (var from = 0; trie.Next(text, from) is var (start, end, id); from = end)
        {
            var token = _tokens[id];
            if (token.SingleWord && TouchesWord(text, start, end)) continue;
            if (token.StripsLeft) start = Math.Max(text[..start].TrimEnd().Length, done);
            var stop = token.StripsRight ? text.Length - text[end..].TrimStart().Length : end;
            if (done < start) sections.Add(new TextSection(piece.Slice(done, start), null));
            sections.Add(new TextSection(piece.Slice(start, stop), id));
            done = stop;
        }

        if (done < text.Length) sections.Add(new TextSection(piece.Slice(done, text.Length), null));
    }

    private static bool TouchesWord(ReadOnlySpan<char> text, int start, int end) =>
        (Rune.DecodeLastFromUtf16(text[..start], out var before, out _) == OperationStatus.Done && UnicodeSets.WordOfRust.Contains(before.Value))
        || (Rune.DecodeFromUtf16(text[end..], out var after, out _) == OperationStatus.Done && UnicodeSets.WordOfRust.Contains(after.Value));

    private void Add(AddedToken token, int id)
    {
        _ids[token.Content] = id;
        _tokens[id] = token;
        if (!token.Normalized || _normalizer is null) return;
        var normalized = _normalizer.Normalize(token.Content);
        if (normalized != token.Content) _normalizedTexts[id] = normalized;
    }

    private KeyValuePair<string, int> Pattern(KeyValuePair<int, AddedToken> entry) =>
        new(entry.Value.Normalized ? DecodableOf(entry.Key)! : entry.Value.Content, entry.Key);
}
