namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>SentencePiece's cleaning for translation: control characters go, and what is invisible becomes a space.</summary>
internal sealed class NmtNormalizer : INormalizer
{
    public string Normalize(string text) => CharacterMap.Apply(text, codePoint => codePoint switch
    {
        (>= 0x01 and <= 0x08) or 0x0b or (>= 0x0e and <= 0x1f) or 0x7f or 0x8f or 0x9f => -1,
        0x09 or 0x0a or 0x0c or 0x0d or 0x1680 or (>= 0x200b and <= 0x200f) or 0x2028 or 0x2029 or 0x2581 or 0xfeff or 0xfffd => ' ',
        _ => codePoint,
    });
}
