using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Brings the text into a Unicode normalization form.</summary>
internal sealed class UnicodeNormalizer(NormalForm form) : INormalizer
{
    public string Normalize(string text) => UnicodeNormalization.Normalize(text, form);
}
