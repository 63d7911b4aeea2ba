namespace LoraParity.Inference.Tokenization.Unicode;

/// <summary>Hangul syllables, whose parts are computed rather than looked up.</summary>
internal static class Hangul
{
    private const int Syllables = 0xac00;
    private const int Leading = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trailing = 0x11a7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;
    private const int SyllableCount = LeadingCount * VowelCount * TrailingCount;

    internal static bool IsSyllable(int codePoint) => codePoint is >= Syllables and < Syllables + SyllableCount;

    /// <summary>Appends a syllable's two or three parts.</summary>
    internal static void Decompose(int syllable, List<int> output)
    {
        var index = syllable - Syllables;
        output.Add(Leading + index / (VowelCount * TrailingCount));
        output.Add(Vowels + index / TrailingCount % VowelCount);
        if (index % TrailingCount != 0) output.Add(Trailing + index % TrailingCount);
    }

    /// <summary>The syllable of a leading consonant and a vowel, or of an open syllable and a trailing consonant; else null.</summary>
    internal static int? Compose(int first, int second)
    {
        if (first is >= Leading and < Leading + LeadingCount && second is >= Vowels and < Vowels + VowelCount)
            return Syllables + ((first - Leading) * VowelCount + second - Vowels) * TrailingCount;
        var isOpen = IsSyllable(first) && (first - Syllables) % TrailingCount == 0;
        return isOpen && second is > Trailing and < Trailing + TrailingCount ? first + second - Trailing : null;
    }
}
