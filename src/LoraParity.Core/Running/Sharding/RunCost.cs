using LoraParity.Diagnostics;
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

    /// <summary>The cost of one variant: parameters × tokens.</summary>
    public static double OfVariant(ParityPlan plan) => Parameters(plan.BasePath) * plan.Prompts.Sum(Tokens);

    private static double Tokens(Prompt prompt) => prompt.MaxNewTokens
        + (prompt.TokenIds?.Count
            ?? 1 + ((prompt.Text?.Length ?? prompt.Messages?.Sum(m => m.Content.Length) ?? 0) / CharactersPerToken));

    /// <summary>Parameters of the checkpoint in a folder; 1 where there is none, which is an error of the run, and told better there.</summary>
    public static double Parameters(string folder) => Directory.Exists(folder)
        ? Math.Max(1, Directory.EnumerateFiles(folder, "*.safetensors").Sum(Elements))
        : 1;

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
