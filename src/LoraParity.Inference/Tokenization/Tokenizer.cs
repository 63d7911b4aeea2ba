using System.Text;
using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.AddedTokens;
using LoraParity.Inference.Tokenization.Models;
using LoraParity.Inference.Tokenization.PreTokenizers;
using LoraParity.Inference.Tokenization.Reading;

namespace LoraParity.Inference.Tokenization;

/// <summary>
/// Text to token ids and back, as the Hugging Face tokenizers library does it with the same <c>tokenizer.json</c>.
/// Truncation and padding in the file are not applied. Safe to use from several threads.
/// </summary>
public sealed class Tokenizer
{
    private readonly string _path;
    private readonly TokenizerParts _parts;

    private Tokenizer(string path, TokenizerParts parts)
    {
        _path = path;
        _parts = parts;
    }

    /// <summary>How many tokens there are: the model's own and the added ones. Ids may have gaps and so be higher.</summary>
    public int VocabularySize => _parts.Model.Count + _parts.Added.NewTokens;

    /// <summary>Loads a tokenizer.</summary>
    /// <param name="path">The path of a <c>tokenizer.json</c>.</param>
    /// <exception cref="InputException">The file cannot be read, is malformed, or uses a type or a field that is not known.</exception>
    public static Tokenizer Load(string path) => new(path, TokenizerReader.Read(path));

    /// <summary>Reads a tokenizer that is in memory already.</summary>
    /// <param name="json">The content of a <c>tokenizer.json</c>, in UTF-8.</param>
    /// <param name="path">What errors call it.</param>
    internal static Tokenizer Parse(ReadOnlyMemory<byte> json, string path) => new(path, TokenizerReader.Read(json, path));

    /// <summary>The ids of a text.</summary>
    /// <param name="text">Any text; half a surrogate pair is read as U+FFFD.</param>
    /// <param name="addSpecialTokens">Whether the post-processor puts its special tokens around.
    /// Special tokens that the text itself contains are found in either case.</param>
    /// <exception cref="InputException">The text needs an unknown token that the vocabulary lacks.</exception>
    public IReadOnlyList<int> Encode(string text, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = new List<TextSection>();
        _parts.Added.Split(WellFormed(text), sections);
        var ids = new List<int>(text.Length / 3);
        try
        {
            foreach (var section in sections) Encode(section, ids);
        }
        catch (UnknownTokenException e)
        {
            throw new InputException(e.Sentence(_path));
        }

        return addSpecialTokens && _parts.PostProcessor is { } processor ? processor.Process(ids) : ids;
    }

    /// <summary>The text of ids. Ids that are not in the vocabulary are left out.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    public string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var tokens = new List<string>(ids.Count);
        foreach (var id in ids)
            if ((_parts.Added.DecodableOf(id) ?? _parts.Model.TokenOf(id)) is { } token
                && !(skipSpecialTokens && _parts.Added.IsSpecial(token)))
                tokens.Add(token);
        return _parts.Decoder is { } decoder ? string.Concat(decoder.Decode(tokens)) : string.Join(' ', tokens);
    }

    /// <summary>All that two systems can disagree about in one text.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="InputException">The text needs an unknown token that the vocabulary lacks.</exception>
    public TokenizedText Describe(string text)
    {
        var ids = Encode(text);
        return new TokenizedText(ids, Encode(text, addSpecialTokens: false), Decode(ids), Decode(ids, skipSpecialTokens: false));
    }

    /// <summary>The token of an id as the vocabulary writes it (<c>Ġthe</c>, <c>▁the</c>, <c>##ing</c>), or null where there is none.</summary>
    public string? TokenText(int id) => _parts.Added.ContentOf(id) ?? _parts.Model.TokenOf(id);

    /// <summary>The id of a token as the vocabulary writes it, or null where there is none.</summary>
    public int? TokenId(string token) => _parts.Added.IdOf(token) ?? _parts.Model.IdOf(token);

    private void Encode(TextSection section, List<int> ids)
    {
        if (section.Id is { } id)
        {
            ids.Add(id);
        }
        else if (_parts.PreTokenizer is null)
        {
            _parts.Model.Encode(section.Piece.Text, ids);
        }
        else
        {
            var pieces = new List<Piece>();
            _parts.PreTokenizer.Split(section.Piece, pieces);
            foreach (var piece in pieces) _parts.Model.Encode(piece.Text, ids);
        }
    }

    private static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return text;
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) output.Append(rune);
        return output.ToString();
    }
}
