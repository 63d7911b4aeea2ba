using System.Text;
using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Writes every byte as a printable character.</summary>
internal sealed class ByteLevelNormalizer : INormalizer
{
    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        ByteAlphabet.Append(text, output);
        return output.ToString();
    }
}
