using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>Finds what a config targets in a base, as PEFT's <c>inject_adapter</c> does.</summary>
internal sealed class TargetResolver
{
    private static readonly string[] ClassifierHeads = ["score", "classifier"];

    private readonly PeftConfig _config;
    private readonly BaseModules _base;
    private readonly ProblemList _problems;

    /// <summary>Prepares the search.</summary>
    public TargetResolver(PeftConfig config, BaseModules modules, string modelType, ProblemList problems)
    {
        _config = config;
        _base = modules;
        _problems = problems;
        Targeting = new ModuleTargeting(config, Resolve(modelType));
    }

    /// <summary>The config's rules.</summary>
    public ModuleTargeting Targeting { get; }

    /// <summary>All targets, in the base's order.</summary>
    public IReadOnlyList<AdapterTarget> Find()
    {
        var targets = new List<AdapterTarget>();
        foreach (var module in _base.All)
        {
            if (module.Kind is ModuleKind.Linear or ModuleKind.Conv1D or ModuleKind.Embedding && Targeting.IsTargeted(module.Path))
                targets.Add(new AdapterTarget(module));
            targets.AddRange(FindParameters(module, targets));
        }

        CheckUnsupported();
        CheckTargets(targets);
        return targets;
    }

    private ModuleNames? Resolve(string modelType)
    {
        if (_config.TargetModules is { IsAllLinear: true })
            return new ModuleNames([.. AllLinear().Select(module => module.Path)]);
        var targets = _config.TargetModules ?? DefaultTargets.Of(modelType);
        if (targets is null && _config.TargetParameters.Count == 0)
            _problems.Error($"The adapter config '{_config.Fields.File}' names no target_modules, and PEFT has no default for the model type '{modelType}'.");
        return targets;
    }

    private IEnumerable<ModuleInfo> AllLinear()
    {
        var linear = _base.All.Where(module => module.Kind is ModuleKind.Linear or ModuleKind.Conv1D);
        if (_base.All.Any(module => module.IsOutput))
            return linear.Where(module => !module.IsOutput);
        var head = _config.TaskType == "SEQ_CLS" ? ClassifierHeads.FirstOrDefault(_base.Names.Contains) : null;
        return linear.Where(module => module.Path != head);
    }

    private IEnumerable<AdapterTarget> FindParameters(ModuleInfo module, List<AdapterTarget> targets)
    {
        var named = module.Parameters.Where(parameter => ModuleTargeting.Ends(_config.TargetParameters, $"{module.Path}.{parameter.Name}")).ToList();
        if (named.Count > 0 && targets is [.., { Parameter: null } last] && last.Module == module)
            _problems.Error($"The adapter config '{_config.Fields.File}' targets '{module.Path}' both as a module and by a parameter, which PEFT refuses.");
        foreach (var parameter in named.Where(parameter => parameter.Shape.Count is not (2 or 3)))
            _problems.Error($"The adapter config '{_config.Fields.File}' targets the parameter '{module.Path}.{parameter.Name}', which has {parameter.Shape.Count} dimensions; PEFT takes 2 or 3.");
        return named.Where(parameter => parameter.Shape.Count is 2 or 3)
            .Select((parameter, index) => new AdapterTarget(module, parameter, named.Count - 1 - index));
    }

    /// <summary>PEFT raises an error where a target is neither a linear layer nor an embedding; containers are such as well.</summary>
    private void CheckUnsupported()
    {
        var unsupported = _base.Names
            .Where(name => _base.Find(name) is null or { Kind: ModuleKind.Other or ModuleKind.Experts })
            .Where(Targeting.IsTargeted);
        _problems.Error(unsupported, names =>
            $"The adapter config '{_config.Fields.File}' targets {names}, which PEFT cannot adapt: only linear layers and embeddings can be targeted.");
    }

    private void CheckTargets(List<AdapterTarget> targets)
    {
        _problems.Warn(Targeting.TargetsWithout(_base.Names), names =>
            $"The adapter config '{_config.Fields.File}' targets {names}, which match no module of the base.");
        if (_config.ExcludeModules is { } excluded && !_base.Names.Any(Targeting.IsExcluded))
            _problems.Warn($"The adapter config '{_config.Fields.File}' excludes '{excluded}', which matches no module of the base.");
        var parameters = _config.TargetParameters.Where(name => !targets.Any(target => target.Parameter is not null && ModuleTargeting.Ends([name], target.Name)));
        _problems.Warn(parameters, names =>
            $"The adapter config '{_config.Fields.File}' targets the parameters {names}, which the base does not have.");
    }
}
