using System.Text;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Lower case, character by character: a final sigma stays σ, and İ becomes i and a dot above.</summary>
internal sealed class LowercaseNormalizer : INormalizer
{
    public string Normalize(string text) => Lower(text);

    internal static string Lower(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value == 0x130) output.Append("i\u0307");
            else output.Append(Rune.ToLowerInvariant(rune));
        return output.ToString();
    }
}
