using System.Runtime.InteropServices;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>
/// Maps every code point to a letter of a small alphabet, so that code points which no set of a pattern tells apart share a letter.
/// A pattern over this alphabet needs no Unicode tables and sees a code point beyond the BMP as one character.
/// </summary>
internal sealed class PatternAlphabet
{
    private readonly char[] _basic = new char[0x10000];
    private readonly int[] _starts;
    private readonly char[] _letters;
    private readonly int _letterCount;

    /// <summary>The alphabet that tells apart what <paramref name="sets"/> tell apart.</summary>
    internal PatternAlphabet(IReadOnlyCollection<CodePointSet> sets)
    {
        _starts = [.. sets.SelectMany(set => set.Bounds.ToArray()).Append(0).Where(bound => bound < CodePointSet.Limit).Distinct().Order()];
        _letters = new char[_starts.Length];
        var known = new Dictionary<string, char>();
        for (var index = 0; index < _starts.Length; index++)
        {
            var membership = string.Concat(sets.Select(set => set.Contains(_starts[index]) ? '1' : '0'));
            ref var letter = ref CollectionsMarshal.GetValueRefOrAddDefault(known, membership, out var exists);
            if (!exists) letter = (char)(known.Count - 1);
            _letters[index] = letter;
        }

        _letterCount = known.Count;
        FillBasic();
    }

    /// <summary>The letters of a set's members; the set must be one of those the alphabet was made from.</summary>
    internal IEnumerable<char> Letters(CodePointSet set) =>
        _starts.Index().Where(entry => set.Contains(entry.Item)).Select(entry => _letters[entry.Index]).Distinct().Order();

    /// <summary>How many letters there are.</summary>
    internal int Count => _letterCount;

    /// <summary>Writes a letter for each code point and returns how many there are.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="letters">At least as long as the text.</param>
    internal int Translate(ReadOnlySpan<char> text, Span<char> letters)
    {
        var count = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var c = text[index];
            letters[count++] = char.IsHighSurrogate(c) && index + 1 < text.Length
                ? Astral(char.ConvertToUtf32(c, text[++index]))
                : _basic[c];
        }

        return count;
    }

    private char Astral(int codePoint)
    {
        var index = Array.BinarySearch(_starts, codePoint);
        return _letters[index >= 0 ? index : ~index - 1];
    }

    private void FillBasic()
    {
        for (var index = 0; index < _starts.Length && _starts[index] < _basic.Length; index++)
        {
            var end = index + 1 < _starts.Length ? Math.Min(_starts[index + 1], _basic.Length) : _basic.Length;
            _basic.AsSpan(_starts[index], end - _starts[index]).Fill(_letters[index]);
        }
    }
}
