using System.Globalization;

namespace LoraParity.Inference.Tokenization.Models;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of a vocabulary.</summary>
internal sealed class ByteTokens(Vocabulary vocabulary)
{
    private readonly int?[] _ids =
        [.. Enumerable.Range(0, 256).Select(value => vocabulary.IdOf(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")))];

    /// <summary>Appends the ids of the text's UTF-8 bytes; false, and nothing, where a byte has no token.</summary>
    internal bool TryAdd(ReadOnlySpan<char> text, List<int> ids)
    {
        var count = ids.Count;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (_ids[value] is not { } id)
                {
                    ids.RemoveRange(count, ids.Count - count);
                    return false;
                }

                ids.Add(id);
            }

        return true;
    }
}
