namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Turns the suffix that ends a word into a space, at the very end into nothing.</summary>
internal sealed class BpeDecoder(string suffix) : ITokenDecoder
{
    public List<string> Decode(List<string> tokens) => suffix.Length == 0 ? tokens
        : [.. tokens.Select((token, index) => token.Replace(suffix, index == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal))];
}
