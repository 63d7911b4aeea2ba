using System.Globalization;
using System.Text;

namespace LoraParity.Inference.Tokenization.Unicode;

/// <summary>
/// Unicode data that .NET lacks in invariant mode, read from the embedded <c>unicode.txt</c>.
/// There <see cref="string.Normalize()"/> returns its input, without an error, and scripts are not exposed at all.
/// </summary>
internal static class UnicodeTables
{
    private const string Resource = "LoraParity.Inference.Tokenization.Unicode.unicode.txt";

    private static readonly Dictionary<string, List<string>> Sections = ReadSections();

    /// <summary>The combining class of each code point that does not have class 0.</summary>
    internal static IReadOnlyDictionary<int, byte> CombiningClasses { get; } = Values("combining-class")
        .ToDictionary(entry => entry.CodePoint, entry => byte.Parse(entry.Value, CultureInfo.InvariantCulture));

    /// <summary>The mappings of one step: for each code point whether it is a compatibility mapping, and to what.</summary>
    internal static IReadOnlyDictionary<int, (bool Compatible, int[] Mapping)> Decompositions { get; } = Sections["decomposition"]
        .Select(line => line.Split(' '))
        .ToDictionary(fields => Hex(fields[0]), fields => (fields[1] == "<", fields[1..].Where(field => field != "<").Select(Hex).ToArray()));

    /// <summary>Code points that are never composed.</summary>
    internal static IReadOnlySet<int> CompositionExclusions { get; } = Values("composition-excluded").Select(entry => entry.CodePoint).ToHashSet();

    /// <summary>Marks of every kind, as of Unicode 9.</summary>
    internal static CodePointSet Marks { get; } = Set(Sections["mark-9"]);

    /// <summary>Nonspacing marks, as of Unicode 8.</summary>
    internal static CodePointSet NonspacingMarks { get; } = Set(Sections["nonspacing-8"]);

    /// <summary>Control and format characters, as of Unicode 8.</summary>
    internal static CodePointSet Controls { get; } = Set(Sections["control-8"]);

    /// <summary>Punctuation, as of Unicode 8.</summary>
    internal static CodePointSet Punctuation { get; } = Set(Sections["punctuation-8"]);

    /// <summary>The script of each code point that had one in Unicode 9, <c>Common</c> and <c>Inherited</c> among them.</summary>
    internal static IReadOnlyDictionary<int, string> ScriptsOfUnicode9 { get; } =
        Values("script-9").ToDictionary(entry => entry.CodePoint, entry => entry.Value);

    private static readonly Lazy<Dictionary<string, CodePointSet>> Scripts = new(() => Sections["script"]
        .GroupBy(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].ToLowerInvariant())
        .ToDictionary(group => group.Key, Set));

    /// <summary>Today's set of a script, by its name in lower case without separators; null where there is none.</summary>
    internal static CodePointSet? Script(string plainName) => Scripts.Value.GetValueOrDefault(plainName);

    private static CodePointSet Set(IEnumerable<string> lines)
    {
        var bounds = new List<int>();
        foreach (var (first, last) in lines.Select(Range))
            // Neighbouring lines may differ in their value only.
            if (bounds.Count > 0 && bounds[^1] == first) bounds[^1] = last + 1;
            else bounds.AddRange([first, last + 1]);
        return CodePointSet.FromBounds([.. bounds]);
    }

    private static IEnumerable<(int CodePoint, string Value)> Values(string section)
    {
        foreach (var line in Sections[section])
        {
            var (first, last) = Range(line);
            var value = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            for (var codePoint = first; codePoint <= last; codePoint++) yield return (codePoint, value);
        }
    }

    private static (int First, int Last) Range(string line)
    {
        var place = line.Split(' ')[0].Split('-');
        return (Hex(place[0]), Hex(place[^1]));
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static Dictionary<string, List<string>> ReadSections()
    {
        var sections = new Dictionary<string, List<string>>();
        List<string> current = [];
        using var reader = new StreamReader(typeof(UnicodeTables).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('[')) sections[line.Trim('[', ']')] = current = [];
            else if (!line.StartsWith('#')) current.Add(line);
        }

        return sections;
    }
}
