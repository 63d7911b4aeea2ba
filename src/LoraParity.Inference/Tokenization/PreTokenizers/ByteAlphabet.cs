using System.Text;

namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>GPT-2's printable stand-ins for the 256 bytes: printable Latin-1 as it is, the others from U+0100 on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = CreateCharacters();
    private static readonly short[] Bytes = CreateBytes();

    /// <summary>The stand-in of a byte.</summary>
    internal static char ToCharacter(byte value) => Characters[value];

    /// <summary>The byte that a character stands for, or -1.</summary>
    internal static int ToByte(char character) => character < Bytes.Length ? Bytes[character] : -1;

    /// <summary>Appends the stand-ins of a text's UTF-8 bytes.</summary>
    internal static void Append(ReadOnlySpan<char> text, StringBuilder output)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            for (var index = 0; index < length; index++) output.Append(Characters[utf8[index]]);
        }
    }

    private static char[] CreateCharacters()
    {
        var next = 0x100;
        return [.. Enumerable.Range(0, 256).Select(value => (char)(IsPrintable(value) ? value : next++))];
    }

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xa1 and <= 0xac) or >= 0xae;

    private static short[] CreateBytes()
    {
        var bytes = new short[Characters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < Characters.Length; value++) bytes[Characters[value]] = (short)value;
        return bytes;
    }
}
