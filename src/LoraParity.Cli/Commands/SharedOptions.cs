using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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
    public static Option<int?> Threads() => new("--threads")
    {
        Description = "Threads of the CPU engine; the default is all cores. Never changes a result.",
        HelpName = "N",
        CustomParser = result => PositiveInteger(result, "--threads"),
    };

    private static int? PositiveInteger(ArgumentResult result, string option)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;

        result.AddError($"{option} is '{text}' but must be a whole number of at least 1.");
        return null;
    }
}
