using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Turns space marks into spaces, and drops those of the first token where the pre-tokenizer puts one there.</summary>
internal sealed class MetaspaceDecoder(string mark, MetaspaceScheme scheme) : ITokenDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens.Select((token, index) =>
        token.Replace(mark, index == 0 && scheme != MetaspaceScheme.Never ? "" : " ", StringComparison.Ordinal))];
}
