namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Takes at most so many of a character off the start and the end of every token.</summary>
internal sealed class StripDecoder(string content, int start, int stop) : ITokenDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens.Select(Strip)];

    private string Strip(string token)
    {
        var rest = token.AsSpan();
        for (var count = 0; count < start && rest.StartsWith(content, StringComparison.Ordinal); count++) rest = rest[content.Length..];
        for (var count = 0; count < stop && rest.EndsWith(content, StringComparison.Ordinal); count++) rest = rest[..^content.Length];
        return rest.ToString();
    }
}
