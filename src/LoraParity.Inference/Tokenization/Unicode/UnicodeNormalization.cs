using System.Text;

namespace LoraParity.Inference.Tokenization.Unicode;

/// <summary>The Unicode normalization forms, with the tables of Unicode 9 as the tokenizers library has them.</summary>
internal static class UnicodeNormalization
{
    private static readonly Dictionary<int, int[]> Canonical = Decompositions(compatible: false);
    private static readonly Dictionary<int, int[]> Compatible = Decompositions(compatible: true);
    private static readonly Dictionary<(int, int), int> Compositions = UnicodeTables.Decompositions
        .Where(entry => entry.Value is { Compatible: false, Mapping.Length: 2 } && !UnicodeTables.CompositionExclusions.Contains(entry.Key))
        .ToDictionary(entry => (entry.Value.Mapping[0], entry.Value.Mapping[1]), entry => entry.Key);

    /// <summary>The text in a normalization form.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="form">The form.</param>
    internal static string Normalize(string text, NormalForm form)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', LastUnchanged(form)) < 0) return text;
        var codePoints = Decompose(text, form is NormalForm.C or NormalForm.D ? Canonical : Compatible);
        Reorder(codePoints);
        if (form is NormalForm.C or NormalForm.KC) Compose(codePoints);
        return ToText(codePoints);
    }

    /// <summary>Texts of characters up to this one are in the form already.</summary>
    private static char LastUnchanged(NormalForm form) => form switch
    {
        NormalForm.C => '\u02ff',
        NormalForm.D => '\u00bf',
        _ => '\u009f',
    };

    private static List<int> Decompose(string text, Dictionary<int, int[]> mappings)
    {
        var output = new List<int>(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Hangul.IsSyllable(rune.Value)) Hangul.Decompose(rune.Value, output);
            else if (mappings.TryGetValue(rune.Value, out var mapping)) output.AddRange(mapping);
            else output.Add(rune.Value);
        }

        return output;
    }

    /// <summary>Sorts each run of combining marks by class, keeping the order of equal classes.</summary>
    private static void Reorder(List<int> codePoints)
    {
        for (var index = 1; index < codePoints.Count; index++)
        {
            var codePoint = codePoints[index];
            var combiningClass = Class(codePoint);
            if (combiningClass == 0) continue;
            var place = index;
            for (; place > 0 && Class(codePoints[place - 1]) > combiningClass; place--) codePoints[place] = codePoints[place - 1];
            codePoints[place] = codePoint;
        }
    }

    private static void Compose(List<int> codePoints)
    {
        var starter = -1;
        var count = 0;
        var lastClass = 0;
        for (var index = 0; index < codePoints.Count; index++)
        {
            var codePoint = codePoints[index];
            var combiningClass = Class(codePoint);
            var adjacent = starter == count - 1;
            if (starter >= 0 && (adjacent || lastClass < combiningClass) && Pair(codePoints[starter], codePoint) is { } composed)
            {
                codePoints[starter] = composed;
                continue;
            }

            if (combiningClass == 0) starter = count;
            lastClass = combiningClass;
            codePoints[count++] = codePoint;
        }

        codePoints.RemoveRange(count, codePoints.Count - count);
    }

    private static int? Pair(int first, int second) =>
        Hangul.Compose(first, second) ?? (Compositions.TryGetValue((first, second), out var composed) ? composed : null);

    private static int Class(int codePoint) => codePoint < 0x300 ? 0 : UnicodeTables.CombiningClasses.GetValueOrDefault(codePoint);

    private static string ToText(List<int> codePoints)
    {
        var output = new StringBuilder(codePoints.Count);
        foreach (var codePoint in codePoints) output.Append(new Rune(codePoint));
        return output.ToString();
    }

    /// <summary>The full mappings: each step's result is mapped on.</summary>
    private static Dictionary<int, int[]> Decompositions(bool compatible) => UnicodeTables.Decompositions
        .Where(entry => compatible || !entry.Value.Compatible)
        .ToDictionary(entry => entry.Key, entry => Full(entry.Key, compatible).ToArray());

    private static IEnumerable<int> Full(int codePoint, bool compatible) =>
        UnicodeTables.Decompositions.TryGetValue(codePoint, out var entry) && (compatible || !entry.Compatible)
            ? entry.Mapping.SelectMany(mapped => Full(mapped, compatible))
            : [codePoint];
}
