using System.Text;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Simple case folding: which code points are one letter where case does not matter.</summary>
internal static class CaseFolding
{
    /// <summary>Past the last code point that has a case.</summary>
    private const int CasedLimit = 0x1f000;

    private static readonly Lazy<Dictionary<int, List<int>>> Classes = new(ReadClasses);

    /// <summary>The set with every case of its members.</summary>
    internal static CodePointSet Close(CodePointSet set)
    {
        var closed = set;
        foreach (var members in Classes.Value.Values)
            if (members.Any(set.Contains) && !members.TrueForAll(set.Contains))
                closed = members.Aggregate(closed, (sum, member) => sum.Union(CodePointSet.Of(member)));
        return closed;
    }

    private static Dictionary<int, List<int>> ReadClasses()
    {
        var classes = new Dictionary<int, List<int>>();
        for (var codePoint = 0; codePoint < CasedLimit; codePoint++)
            if (Rune.IsValid(codePoint))
                Add(classes, Fold(codePoint), codePoint);
        foreach (var single in classes.Where(entry => entry.Value.Count == 1).Select(entry => entry.Key).ToList())
            classes.Remove(single);
        return classes;
    }

    private static void Add(Dictionary<int, List<int>> classes, int folded, int codePoint)
    {
        if (!classes.TryGetValue(folded, out var members)) classes[folded] = members = [];
        members.Add(codePoint);
    }

    /// <summary>.NET keeps the dotless i and the long s apart from ASCII; Unicode folds the long s to s.</summary>
    private static int Fold(int codePoint) => codePoint == 0x17f
        ? 's'
        : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(codePoint))).Value;
}
