using System.Buffers.Binary;
using System.Text;

namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>
/// SentencePiece's precompiled character map: the length of a double-array trie over bytes, the trie, and the replacements,
/// each ended by a NUL.
/// </summary>
internal sealed class CharacterMapTrie
{
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    private CharacterMapTrie(uint[] units, byte[] replacements)
    {
        _units = units;
        _replacements = replacements;
    }

    /// <summary>Reads a map; null where the bytes are none.</summary>
    internal static CharacterMapTrie? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4) return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length > bytes.Length - 4 || length < 4) return null;
        var units = new uint[length / 4];
        for (var index = 0; index < units.Length; index++)
            units[index] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 + 4 * index)..]);
        return new CharacterMapTrie(units, bytes[(4 + 4 * units.Length)..].ToArray());
    }

    /// <summary>
    /// The replacement of the shortest prefix of a text that has one, or null. The library replaces the whole text by it,
    /// although only the prefix was found.
    /// </summary>
    internal string? Replacement(ReadOnlySpan<byte> utf8)
    {
        var position = Offset(_units[0]);
        foreach (var value in utf8)
        {
            if (value == 0) return null;
            position ^= value;
            if (position >= _units.Length) return null;
            var unit = _units[position];
            if ((unit & (1u << 31 | 0xff)) != value) return null;
            position ^= Offset(unit);
            var isEnd = (unit >> 8 & 1) == 1;
            if (isEnd) return position < _units.Length ? ReplacementAt(_units[position] & int.MaxValue) : null;
        }

        return null;
    }

    private string? ReplacementAt(uint start)
    {
        if (start > _replacements.Length) return null;
        var rest = _replacements.AsSpan((int)start);
        var length = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]);
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1u << 9) >> 6);
}
