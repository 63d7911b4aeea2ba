using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Files;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>PEFT's rank and scaling for the modules of a file, with the file's own modules in place of the base's.</summary>
internal sealed class BaselessTargeting
{
    private readonly PeftConfig _config;
    private readonly ModulePatterns _patterns;

    /// <summary>Compiles the config's rules.</summary>
    public BaselessTargeting(PeftConfig config)
    {
        _config = config;
        _patterns = new ModulePatterns(config);
        var decidedByBase = config.TargetModules is null or { IsAllLinear: true };
        Rules = new ModuleTargeting(config, decidedByBase ? new ModuleNames([], "(?s).*") : config.TargetModules);
    }

    /// <summary>The config's rules; where only the base could decide, everything is targeted.</summary>
    public ModuleTargeting Rules { get; }

    /// <summary>Rank and scaling of a module; null where the config does not target it.</summary>
    public (int Rank, double Scaling)? Find(AdapterModule module)
    {
        var parameters = _config.TargetParameters.Where(parameter => IsParameterOf(parameter, module.Path)).ToList();
        if (parameters.Count > 0)
            return Of($"{module.Path}.{parameters[0].Split('.')[^1]}");
        return module.Nesting == 0 && Rules.IsTargeted(module.Path) ? Of(module.Path) : null;
    }

    /// <summary>Whether the module may be the one whose parameters the file's tensors are for.</summary>
    public bool IsForParameters(AdapterModule module) => _config.TargetParameters.Any(parameter => IsParameterOf(parameter, module.Path));

    private (int Rank, double Scaling) Of(string name) => (_patterns.Of(name).Rank, _patterns.ScalingOf(name));

    /// <summary>Projections have names of their own and hold no bare parameters, so a parameter without its container is not theirs.</summary>
    private static bool IsParameterOf(string parameter, string module)
    {
        var dot = parameter.LastIndexOf('.');
        return dot < 0 ? module.EndsWith("experts", StringComparison.Ordinal) : ModuleTargeting.Ends([parameter[..dot]], module);
    }
}
