using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Safetensors;

namespace LoraParity.Running.Sharding;

/// <summary>What running a plan takes, as far as it can be told without running it.</summary>
internal static class RunCost
{
    /// <summary>
    /// What a spec costs before its first variant, in variants: the reference decodes token by token, and noise floors run two
    /// variants more.
    /// </summary>
    public const int Overhead = 3;

    private const int CharactersPerToken = 4;

    /// <summary>
    /// The cost of one variant of each plan: parameters × tokens. A base that is a hub id is taken to be as large as the others are on
    /// average: what this machine has of it in its cache, another shard's may not have.
    /// </summary>
    public static IReadOnlyList<double> OfVariants(IReadOnlyList<ParityPlan> plans)
    {
        var parameters = plans.Select(plan => Parameters(plan.BasePath)).ToList();
        var usual = parameters.OfType<double>().DefaultIfEmpty(1).Average();
        return [.. plans.Select((plan, i) => (parameters[i] ?? usual) * plan.Prompts.Sum(Tokens))];
    }

    private static double Tokens(Prompt prompt) => prompt.MaxNewTokens
        + (prompt.TokenIds?.Count
            ?? 1 + ((prompt.Text?.Length ?? prompt.Messages?.Sum(m => m.Content.Length) ?? 0) / CharactersPerToken));

    /// <summary>Parameters of the checkpoint in a folder; null where there is none: it is a hub id, or an error of the run, and told better there.</summary>
    public static double? Parameters(string folder) => Directory.Exists(folder)
        ? Math.Max(1, Directory.EnumerateFiles(folder, "*.safetensors").Sum(Elements))
        : null;

    private static double Elements(string path)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            return file.Entries.Sum(e => (double)e.Elements);
        }
        catch (InputException)
        {
            return new FileInfo(path).Length / 2;
        }
    }
}
