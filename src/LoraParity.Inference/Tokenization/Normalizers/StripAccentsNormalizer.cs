using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Drops marks; it comes after a decomposition.</summary>
internal sealed class StripAccentsNormalizer : INormalizer
{
    public string Normalize(string text) => CharacterMap.Apply(text, codePoint => UnicodeTables.Marks.Contains(codePoint) ? -1 : codePoint);
}
