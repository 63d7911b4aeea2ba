namespace LoraParity.Inference.Tokenization.Models;

/// <summary>One token a word.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, string unknownToken) : ITokenModel
{
    public int Count => vocabulary.Count;

    public int? IdOf(string token) => vocabulary.IdOf(token);

    public string? TokenOf(int id) => vocabulary.TokenOf(id);

    public void Encode(ReadOnlySpan<char> piece, List<int> ids) =>
        ids.Add(vocabulary.IdOf(piece) ?? vocabulary.IdOf(unknownToken) ?? throw new UnknownTokenException(unknownToken));
}
