namespace LoraParity.Inference.Tokenization.Models;

/// <summary>A text needs the unknown token, and the vocabulary does not have it.</summary>
internal sealed class UnknownTokenException(string token) : Exception($"the unknown token '{token}' is not in the vocabulary")
{
    internal string Token { get; } = token;
}
