using System.Text;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>BERT's model: a word is the longest token that starts it, then the longest continuing token, and so on, or unknown as a whole.</summary>
/// <param name="vocabulary">The tokens.</param>
/// <param name="unknownToken">Stands for a word that cannot be built.</param>
/// <param name="continuingPrefix">Starts the tokens that continue a word.</param>
/// <param name="longestWord">Words of more code points are unknown.</param>
internal sealed class WordPieceModel(Vocabulary vocabulary, string unknownToken, string continuingPrefix, int longestWord) : ITokenModel
{
    public int Count => vocabulary.Count;

    public int? IdOf(string token) => vocabulary.IdOf(token);

    public string? TokenOf(int id) => vocabulary.TokenOf(id);

    public void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        var before = ids.Count;
        if (IsShort(piece) && TryBuild(piece, ids)) return;
        ids.RemoveRange(before, ids.Count - before);
        ids.Add(vocabulary.IdOf(unknownToken) ?? throw new UnknownTokenException(unknownToken));
    }

    private bool IsShort(ReadOnlySpan<char> piece)
    {
        var characters = 0;
        foreach (var _ in piece.EnumerateRunes())
            if (++characters > longestWord)
                return false;
        return true;
    }

    private bool TryBuild(ReadOnlySpan<char> piece, List<int> ids)
    {
        var rest = piece;
        for (var prefix = 0; rest.Length > prefix;)
        {
            var length = Longest(rest, prefix, out var id);
            if (length == 0) return false;
            ids.Add(id);
            prefix = continuingPrefix.Length;
            rest = string.Concat(continuingPrefix, rest[length..]);
        }

        return true;
    }

    /// <summary>The length of the longest token that starts a text and is longer than its prefix; 0 where there is none.</summary>
    private int Longest(ReadOnlySpan<char> text, int prefix, out int id)
    {
        var length = text.Length;
        while (length > prefix)
        {
            if (vocabulary.IdOf(text[..length]) is { } found)
            {
                id = found;
                return length;
            }

            Rune.DecodeLastFromUtf16(text[..length], out _, out var last);
            length -= last;
        }

        id = -1;
        return 0;
    }
}
