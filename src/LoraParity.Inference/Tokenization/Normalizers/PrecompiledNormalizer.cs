using System.Globalization;
using System.Text;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Applies a precompiled character map, first to short grapheme clusters as a whole, then to single code points.</summary>
internal sealed class PrecompiledNormalizer(CharacterMapTrie map) : INormalizer
{
    /// <summary>In UTF-8; longer clusters are looked up by code point only.</summary>
    private const int LongestCluster = 5;

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var cluster = rest[..StringInfo.GetNextTextElementLength(rest)];
            rest = rest[cluster.Length..];
            if (Replacement(cluster) is { } whole) output.Append(whole);
            else AppendCodePoints(cluster, output);
        }

        return output.ToString();
    }

    private void AppendCodePoints(ReadOnlySpan<char> cluster, StringBuilder output)
    {
        while (cluster.Length > 0)
        {
            Rune.DecodeFromUtf16(cluster, out _, out var length);
            var character = cluster[..length];
            if (Replacement(character) is { } replacement) output.Append(replacement);
            else output.Append(character);
            cluster = cluster[length..];
        }
    }

    private string? Replacement(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[LongestCluster];
        return Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? map.Replacement(utf8[..length]) : null;
    }
}
