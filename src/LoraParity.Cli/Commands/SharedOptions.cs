using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoraParity.Matrix;

namespace LoraParity.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>Shows the log and the place of errors; on every command.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the log and, with an error, where it comes from.",
        Recursive = true,
    };

    /// <summary>Threads of the CPU engine.</summary>
    public static Option<int?> Threads() =>
        PositiveInteger("--threads", "N", "Threads of the CPU engine; the default is all cores. Never changes a result.");

    /// <summary>A whole number of at least 1.</summary>
    public static Option<int?> PositiveInteger(string name, string helpName, string description) => WholeNumber(name, helpName, description, least: 1);

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public static Option<int?> WholeNumber(string name, string helpName, string description, int least) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => ParseWhole(result, name, least),
    };

    /// <summary>A dtype by its short name.</summary>
    public static Option<Precision?> PrecisionOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DTYPE",
        CustomParser = result => ParsePrecision(result, name),
    };

    /// <summary>A number of bytes with its unit.</summary>
    public static Option<long?> ByteSize(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result => ParseSize(result, name),
    };

    /// <summary>What to say of a text that is no dtype.</summary>
    public static string NoDtype(string option, string text) =>
        $"{option} is '{text}' but must be {string.Join(", ", PrecisionNames.All.SkipLast(1))} or {PrecisionNames.All[^1]}.";

    private static long? ParseSize(ArgumentResult result, string option)
    {
        var text = result.Tokens[0].Value;
        if (Text.ByteSize.Parse(text, needsUnit: true) is { } size and > 0)
            return size;

        result.AddError($"{option} is '{text}' but must be a size with its unit, such as 4GiB or 500MB.");
        return null;
    }

    private static Precision? ParsePrecision(ArgumentResult result, string option)
    {
        var text = result.Tokens[0].Value;
        if (PrecisionNames.TryParse(text, out var precision))
            return precision;

        result.AddError(NoDtype(option, text));
        return null;
    }

    private static int? ParseWhole(ArgumentResult result, string option, int least)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;

        result.AddError($"{option} is '{text}' but must be a whole number of at least {least}.");
        return null;
    }
}
