namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Collapses repeated tokens and drops the padding between them.</summary>
internal sealed class CtcDecoder(string padding, string wordDelimiter, bool cleansUp) : ITokenDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens
        .Where((token, index) => index == 0 || token != tokens[index - 1])
        .Select(Clean)
        .Where(token => token.Length > 0)];

    private string Clean(string token)
    {
        var text = padding.Length == 0 ? token : token.Replace(padding, "", StringComparison.Ordinal);
        if (!cleansUp) return text;
        text = WordPieceDecoder.CleanUp(text);
        return wordDelimiter.Length == 0 ? text : text.Replace(wordDelimiter, " ", StringComparison.Ordinal);
    }
}
