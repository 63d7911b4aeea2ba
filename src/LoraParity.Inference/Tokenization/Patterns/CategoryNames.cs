using System.Globalization;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>The names of Unicode's general categories.</summary>
internal static class CategoryNames
{
    /// <summary>Categories and groups of categories, and after each the names that properties give it.</summary>
    private static readonly string[] Named =
    [
        "L l letter", "Lu lu uppercaseletter", "Ll ll lowercaseletter", "Lt lt titlecaseletter", "Lu,Ll,Lt lc casedletter",
        "Lm lm modifierletter", "Lo lo otherletter", "M m mark combiningmark", "Mn mn nonspacingmark", "Mc mc spacingmark",
        "Me me enclosingmark", "N n number", "Nd nd decimalnumber", "Nl nl letternumber", "No no othernumber", "P p punctuation",
        "Pc pc connectorpunctuation", "Pd pd dashpunctuation", "Ps ps openpunctuation", "Pe pe closepunctuation",
        "Pi pi initialpunctuation", "Pf pf finalpunctuation", "Po po otherpunctuation", "S s symbol", "Sm sm mathsymbol",
        "Sc sc currencysymbol", "Sk sk modifiersymbol", "So so othersymbol", "Z z separator", "Zs zs spaceseparator",
        "Zl zl lineseparator", "Zp zp paragraphseparator", "C c other", "Cc cc control", "Cf cf format", "Cs cs surrogate",
        "Co co privateuse", "Cn cn unassigned",
    ];

    /// <summary>Property names in lower case without separators, with the categories or groups of categories that they mean.</summary>
    internal static IReadOnlyDictionary<string, string> Properties { get; } = Named
        .Select(line => line.Split(' '))
        .SelectMany(fields => fields[1..].Select(name => (Name: name, Categories: fields[0].Replace(',', ' '))))
        .ToDictionary(entry => entry.Name, entry => entry.Categories);

    /// <summary>The short names of the general categories, in the order of <see cref="UnicodeCategory"/>.</summary>
    internal static string[] Short { get; } =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];
}
