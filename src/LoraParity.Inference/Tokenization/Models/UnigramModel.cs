using System.Text;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>SentencePiece's unigram model: the way through a word whose tokens have the highest sum of scores.</summary>
internal sealed class UnigramModel : ITokenModel
{
    private const double UnknownPenalty = 10;

    private readonly Vocabulary _vocabulary;
    private readonly PrefixIndex _index;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int? _unknown;
    private readonly ByteTokens? _bytes;
    private readonly WordCache _cache = new();

    /// <summary>Creates the model.</summary>
    /// <param name="tokens">Tokens and scores; a token's id is its place.</param>
    /// <param name="unknown">The id of the unknown token, if there is one.</param>
    /// <param name="fallsBackToBytes">Whether unknown characters become the tokens of their bytes.</param>
    internal UnigramModel(IReadOnlyList<(string Text, double Score)> tokens, int? unknown, bool fallsBackToBytes)
    {
        var ids = new Dictionary<string, int>(tokens.Count);
        foreach (var (id, token) in tokens.Index()) ids[token.Text] = id;
        Count = tokens.Count;
        _vocabulary = new Vocabulary(ids);
        _index = new PrefixIndex(ids);
        _scores = [.. tokens.Select(token => token.Score)];
        _unknownScore = _scores.DefaultIfEmpty().Min() - UnknownPenalty;
        _unknown = unknown;
        _bytes = fallsBackToBytes ? new ByteTokens(_vocabulary) : null;
    }

    public int Count { get; }

    public int? IdOf(string token) => _vocabulary.IdOf(token);

    public string? TokenOf(int id) => _vocabulary.TokenOf(id);

    public void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (_cache.TryGet(piece, out var known))
        {
            ids.AddRange(known);
            return;
        }

        var found = new List<int>();
        foreach (var (start, end) in Fused(BestPath(piece))) AddToken(piece[start..end], found);
        _cache.Add(piece, found);
        ids.AddRange(found);
    }

    private void AddToken(ReadOnlySpan<char> text, List<int> ids)
    {
        if (_vocabulary.IdOf(text) is { } id) ids.Add(id);
        else if (_bytes?.TryAdd(text, ids) != true) ids.Add(Unknown());
    }

    private int Unknown() => _unknown ?? throw new UnknownTokenException(null);

    /// <summary>For each place in the text the best token that ends there, with where it starts.</summary>
    private Step[] BestPath(ReadOnlySpan<char> text)
    {
        var steps = new Step[text.Length + 1];
        Array.Fill(steps, new Step(-1, -1, 0));
        var found = new List<(int Length, int Id)>();
        for (var start = 0; start < text.Length;)
        {
            Rune.DecodeFromUtf16(text[start..], out _, out var character);
            found.Clear();
            _index.Find(text[start..], found);
            var score = steps[start].Score;
            foreach (var (length, id) in found) Offer(ref steps[start + length], new Step(start, id, _scores[id] + score));
            if (!found.Exists(token => token.Length == character))
                Offer(ref steps[start + character], new Step(start, Unknown(), _unknownScore + score));
            start += character;
        }

        return steps;
    }

    private static void Offer(ref Step best, Step candidate)
    {
        if (best.Start < 0 || candidate.Score > best.Score) best = candidate;
    }

    /// <summary>The ranges of the best way, neighbouring unknown ones as one.</summary>
    private Stack<(int Start, int End)> Fused(Step[] steps)
    {
        var ranges = new Stack<(int Start, int End)>();
        var lastUnknown = false;
        for (var end = steps.Length - 1; end > 0; end = steps[end].Start)
        {
            var unknown = steps[end].Id == _unknown;
            ranges.Push((steps[end].Start, unknown && lastUnknown ? ranges.Pop().End : end));
            lastUnknown = unknown;
        }

        return ranges;
    }

    private readonly record struct Step(int Start, int Id, double Score);
}
