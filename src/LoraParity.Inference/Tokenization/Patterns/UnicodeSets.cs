using System.Globalization;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>The code point sets that patterns name: general categories and the classes derived from them.</summary>
internal static class UnicodeSets
{
    private static readonly Lazy<CodePointSet[]> Categories = new(ReadCategories);

    /// <summary>White_Space: what <c>\s</c> means, also beyond ASCII.</summary>
    internal static CodePointSet Space { get; } = CodePointSet.Of(
        "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000");

    /// <summary>Decimal digits of every script: what <c>\d</c> means.</summary>
    internal static CodePointSet Digit => Category(UnicodeCategory.DecimalDigitNumber);

    internal static CodePointSet Newline { get; } = CodePointSet.Of('\n');

    internal static CodePointSet HexDigit { get; } = CodePointSet.Of("0123456789abcdefABCDEF");

    /// <summary>Alphabetic: letters, letter numbers, dependent vowels and the enclosed letters.</summary>
    internal static CodePointSet Alphabetic { get; } = InCategories("L")
        .Union(Category(UnicodeCategory.LetterNumber))
        .Union(CodePointSet.Range(0x24b6, 0x24e9))
        .Union(CodePointSet.Range(0x1f130, 0x1f149))
        .Union(CodePointSet.Range(0x1f150, 0x1f169))
        .Union(CodePointSet.Range(0x1f170, 0x1f189));

    /// <summary>What <c>\w</c> means: alphabetic, marks, decimal digits, connector punctuation.</summary>
    internal static CodePointSet Word { get; } = Alphabetic.Union(InCategories("M")).Union(Digit)
        .Union(Category(UnicodeCategory.ConnectorPunctuation));

    /// <summary>What <c>\w</c> means to Rust's regex crate, which adds the two joiners.</summary>
    internal static CodePointSet WordOfRust { get; } = Word.Union(CodePointSet.Of("\u200c\u200d"));

    /// <summary>Numbers of every kind: decimal digits, letter numbers and others.</summary>
    internal static CodePointSet Number { get; } = InCategories("N");

    /// <summary>What the punctuation pre-tokenizers cut at: ASCII punctuation and symbols, and all other punctuation.</summary>
    internal static CodePointSet Punctuation { get; } = UnicodeTables.Punctuation
        .Union(CodePointSet.Of("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"));

    /// <summary>The set of one general category.</summary>
    internal static CodePointSet Category(UnicodeCategory category) => Categories.Value[(int)category];

    /// <summary>The set that <c>\p{name}</c> means, or null where the name is unknown.</summary>
    /// <param name="name">Case, spaces, hyphens and underscores do not matter.</param>
    internal static CodePointSet? Named(string name)
    {
        var plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return CategoryNames.Properties.TryGetValue(plain, out var categories) ? InCategories(categories)
            : Derived(plain) ?? UnicodeTables.Script(plain);
    }

    private static CodePointSet? Derived(string plain) => plain switch
    {
        "any" => CodePointSet.All,
        "ascii" => CodePointSet.Range(0, 0x7f),
        "assigned" => Category(UnicodeCategory.OtherNotAssigned).Complement(),
        "alpha" or "alphabetic" => Alphabetic,
        "alnum" => Alphabetic.Union(InCategories("M")).Union(Digit),
        "digit" => Digit,
        "space" or "whitespace" => Space,
        "word" => Word,
        "xdigit" => HexDigit,
        "upper" or "uppercase" => InCategories("Lu"),
        "lower" or "lowercase" => InCategories("Ll"),
        "punct" => InCategories("P").Union(CodePointSet.Of("$+<=>^`|~")),
        "cntrl" => InCategories("Cc"),
        "blank" => InCategories("Zs").Union(CodePointSet.Of('\t')),
        "graph" => Space.Union(InCategories("Cc Cn Cs")).Complement(),
        "print" => InCategories("Cc Cn Cs Zl Zp").Complement(),
        _ => null,
    };

    /// <summary>The union of categories and category groups given by short names, parted by spaces.</summary>
    internal static CodePointSet InCategories(string shortNames)
    {
        var set = CodePointSet.Empty;
        foreach (var wanted in shortNames.Split(' '))
            for (var category = 0; category < CategoryNames.Short.Length; category++)
                if (CategoryNames.Short[category].StartsWith(wanted, StringComparison.Ordinal))
                    set = set.Union(Categories.Value[category]);
        return set;
    }

    private static CodePointSet[] ReadCategories()
    {
        var members = CategoryNames.Short.Select(_ => new List<int>()).ToArray();
        var first = 0;
        for (var next = 1; next <= CodePointSet.Limit; next++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(first);
            if (next < CodePointSet.Limit && CharUnicodeInfo.GetUnicodeCategory(next) == category) continue;
            members[(int)category].AddRange([first, next]);
            first = next;
        }

        return [.. members.Select(bounds => CodePointSet.FromBounds([.. bounds]))];
    }
}
