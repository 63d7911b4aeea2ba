using System.Globalization;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>The names of Unicode's general categories.</summary>
internal static class CategoryNames
{
    /// <summary>Property names in lower case without separators, with the categories or groups of categories that they mean.</summary>
    internal static IReadOnlyDictionary<string, string> Properties { get; } = new Dictionary<string, string>
    {
        ["l"] = "L", ["letter"] = "L", ["lu"] = "Lu", ["uppercaseletter"] = "Lu", ["ll"] = "Ll", ["lowercaseletter"] = "Ll",
        ["lt"] = "Lt", ["titlecaseletter"] = "Lt", ["lc"] = "Lu Ll Lt", ["casedletter"] = "Lu Ll Lt", ["lm"] = "Lm",
        ["modifierletter"] = "Lm", ["lo"] = "Lo", ["otherletter"] = "Lo", ["m"] = "M", ["mark"] = "M", ["combiningmark"] = "M",
        ["mn"] = "Mn", ["nonspacingmark"] = "Mn", ["mc"] = "Mc", ["spacingmark"] = "Mc", ["me"] = "Me", ["enclosingmark"] = "Me",
        ["n"] = "N", ["number"] = "N", ["nd"] = "Nd", ["decimalnumber"] = "Nd", ["nl"] = "Nl", ["letternumber"] = "Nl",
        ["no"] = "No", ["othernumber"] = "No", ["p"] = "P", ["punctuation"] = "P", ["pc"] = "Pc", ["connectorpunctuation"] = "Pc",
        ["pd"] = "Pd", ["dashpunctuation"] = "Pd", ["ps"] = "Ps", ["openpunctuation"] = "Ps", ["pe"] = "Pe",
        ["closepunctuation"] = "Pe", ["pi"] = "Pi", ["initialpunctuation"] = "Pi", ["pf"] = "Pf", ["finalpunctuation"] = "Pf",
        ["po"] = "Po", ["otherpunctuation"] = "Po", ["s"] = "S", ["symbol"] = "S", ["sm"] = "Sm", ["mathsymbol"] = "Sm",
        ["sc"] = "Sc", ["currencysymbol"] = "Sc", ["sk"] = "Sk", ["modifiersymbol"] = "Sk", ["so"] = "So", ["othersymbol"] = "So",
        ["z"] = "Z", ["separator"] = "Z", ["zs"] = "Zs", ["spaceseparator"] = "Zs", ["zl"] = "Zl", ["lineseparator"] = "Zl",
        ["zp"] = "Zp", ["paragraphseparator"] = "Zp", ["c"] = "C", ["other"] = "C", ["cc"] = "Cc", ["control"] = "Cc",
        ["cf"] = "Cf", ["format"] = "Cf", ["cs"] = "Cs", ["surrogate"] = "Cs", ["co"] = "Co", ["privateuse"] = "Co",
        ["cn"] = "Cn", ["unassigned"] = "Cn",
    };

    /// <summary>The short names of the general categories, in the order of <see cref="UnicodeCategory"/>.</summary>
    internal static string[] Short { get; } =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];
}
