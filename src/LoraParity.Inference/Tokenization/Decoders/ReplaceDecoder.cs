using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Replaces the matches of a pattern in every token.</summary>
internal sealed class ReplaceDecoder(ITextPattern pattern, string content) : ITokenDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens.Select(token => pattern.Replace(token, content))];
}
