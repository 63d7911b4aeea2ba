using System.CommandLine;
using System.CommandLine.Parsing;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Specs;

namespace LoraParity.Cli.Commands;

/// <summary>The specs on a command line: files, folders and patterns.</summary>
/// <param name="host">The surroundings.</param>
internal sealed class SpecArguments(CliHost host)
{
    private const string Names = "*.parity.yaml";

    /// <summary>The argument.</summary>
    public Argument<string[]> Argument { get; } = new("SPEC")
    {
        Description = "Spec files; folders are searched for *.parity.yaml, and * and ** stand for names and folders.",
        Arity = ArgumentArity.OneOrMore,
        Validators = { RefuseOptions },
    };

    /// <summary>Reads all specs.</summary>
    /// <exception cref="InputException">Everything wrong with any of them.</exception>
    public IReadOnlyList<ParityPlan> Read(ParseResult result)
    {
        var specs = Paths(result).Select(SpecReader.Read).ToList();
        var problems = specs.SelectMany(s => s.Diagnostics).ToList();
        return problems.Count == 0 ? [.. specs.Select(s => s.PlanOrThrow())] : throw new InputException(problems);
    }

    /// <summary>Reads the one spec that is wanted.</summary>
    /// <exception cref="InputException">Everything wrong with it, or that there are several.</exception>
    public ParityPlan ReadOne(ParseResult result)
    {
        var plans = Read(result);
        return plans.Count == 1
            ? plans[0]
            : throw new InputException($"'{result.CommandResult.Command.Name}' takes one spec, but {plans.Count} are found; name one of them.");
    }

    private List<string> Paths(ParseResult result) =>
        [.. (result.GetValue(Argument) ?? []).SelectMany(Expand).Distinct(StringComparer.Ordinal)];

    // A misspelt option would otherwise be taken for a spec's name.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            result.AddError($"'{token.Value}' is no option here.");
    }

    private IReadOnlyList<string> Expand(string argument)
    {
        var files = FilePattern.Expand(host.Resolve(argument), Names);
        return files.Count > 0
            ? files
            : throw new InputException($"No spec is found at '{argument}'; give a spec file, a folder that holds {Names} files, or a pattern in quotes.");
    }
}
