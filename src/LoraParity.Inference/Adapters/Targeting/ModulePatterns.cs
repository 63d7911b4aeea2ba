using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.PythonPatterns;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>Rank, α and scaling of a module: PEFT's <c>get_pattern_key</c>, where the first pattern that matches wins.</summary>
internal sealed class ModulePatterns
{
    private readonly PeftConfig _config;
    private readonly List<(PythonPattern Pattern, int Rank)> _ranks;
    private readonly List<(PythonPattern Pattern, double Alpha)> _alphas;

    /// <summary>Compiles a config's patterns.</summary>
    /// <exception cref="InputException">One of them is no regular expression.</exception>
    public ModulePatterns(PeftConfig config)
    {
        _config = config;
        _ranks = [.. config.RankPattern.Select(pair => (Compile(config, "rank_pattern", pair.Key), pair.Value))];
        _alphas = [.. config.AlphaPattern.Select(pair => (Compile(config, "alpha_pattern", pair.Key), pair.Value))];
    }

    /// <summary>The rank and α that PEFT gives a module.</summary>
    /// <param name="name">The module's path in the base model, or the path of a targeted parameter.</param>
    public (int Rank, double Alpha) Of(string name)
    {
        try
        {
            return (First(_ranks, name, _config.Rank), First(_alphas, name, _config.Alpha));
        }
        catch (PythonPatternException exception)
        {
            throw new InputException($"A pattern in 'rank_pattern' or 'alpha_pattern' of '{_config.Fields.File}' {exception.Message}.");
        }
    }

    /// <summary>The factor on B·A: α/r, or α/√r.</summary>
    public double ScalingOf(string name)
    {
        var (rank, alpha) = Of(name);
        return _config.UseRslora ? alpha / Math.Sqrt(rank) : alpha / rank;
    }

    private static T First<T>(List<(PythonPattern Pattern, T Value)> patterns, string name, T fallback)
    {
        foreach (var (pattern, value) in patterns)
        {
            if (pattern.MatchStart(name).Success)
                return value;
        }

        return fallback;
    }

    private static PythonPattern Compile(PeftConfig config, string field, string key)
    {
        try
        {
            return new PythonPattern($@"(.*\.)?({key})$");
        }
        catch (PythonPatternException exception)
        {
            throw new InputException($"The pattern '{key}' in '{field}' of '{config.Fields.File}' {exception.Message}.");
        }
    }
}
