namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Joins continuing pieces to their word and puts spaces between words.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleansUp) : ITokenDecoder
{
    private static readonly (string Old, string New)[] Cleanups =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"),
        (" 've", "'ve"), (" 're", "'re"),
    ];

    public List<string> Decode(List<string> tokens) => [.. tokens.Select((token, index) =>
    {
        var text = index == 0 ? token : Joined(token);
        return cleansUp ? CleanUp(text) : text;
    })];

    /// <summary>Takes out the spaces before punctuation and English contractions.</summary>
    internal static string CleanUp(string text) =>
        Cleanups.Aggregate(text, (current, cleanup) => current.Replace(cleanup.Old, cleanup.New, StringComparison.Ordinal));

    private string Joined(string token) => token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : $" {token}";
}
