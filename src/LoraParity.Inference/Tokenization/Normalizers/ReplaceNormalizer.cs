using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Replaces the matches of a pattern by a fixed text.</summary>
internal sealed class ReplaceNormalizer(ITextPattern pattern, string content) : INormalizer
{
    public string Normalize(string text) => pattern.Replace(text, content);
}
