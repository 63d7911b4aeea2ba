using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>Puts every tensor of an adapter in its place in the base.</summary>
internal sealed class CoverageChecker(Adapter adapter, BaseModules modules)
{
    private readonly ProblemList _problems = new();

    private PeftConfig Config => adapter.Config;

    private string File => adapter.Weights.Path;

    /// <summary>Checks everything.</summary>
    public AdapterCoverage Check(string modelType)
    {
        _problems.Error(Config.Problems);
        if (Config.PeftType != PeftConfig.Lora)
            return new AdapterCoverage { Adapter = adapter, Errors = _problems.Errors };
        try
        {
            return CheckLora(modelType);
        }
        catch (InputException exception)
        {
            return new AdapterCoverage { Adapter = adapter, Errors = [.. _problems.Errors, .. exception.Diagnostics] };
        }
    }

    private AdapterCoverage CheckLora(string modelType)
    {
        var resolver = new TargetResolver(Config, modules, modelType, _problems);
        var targets = resolver.Find();
        var adapted = Adapt(targets, resolver.Targeting);
        var parameters = new ParameterCoverage(adapter, modules, resolver.Targeting, _problems);
        var replaced = parameters.FindReplaced(targets);
        var tokens = parameters.FindTokens();
        CheckContent();
        TiedEmbeddings.Check(adapter, modules, targets, replaced, _problems);
        if (targets.Count == 0 && replaced.Count == 0 && tokens.Count == 0 && _problems.Errors.Count == 0)
            _problems.Error($"The adapter config '{Config.Fields.File}' targets '{Config.TargetModules}', which matches no module of the base.");
        return new AdapterCoverage
        {
            Adapter = adapter,
            Modules = adapted,
            Replaced = replaced,
            Tokens = tokens,
            Errors = _problems.Errors,
            Warnings = _problems.Warnings,
        };
    }

    private List<AdaptedModule> Adapt(IReadOnlyList<AdapterTarget> targets, ModuleTargeting rules)
    {
        var patterns = new ModulePatterns(Config);
        var files = adapter.Weights.Modules.ToDictionary(module => (module.Path, module.Nesting));
        var adapted = new List<AdaptedModule>();
        var missing = new List<string>();
        var misfits = new List<string>();
        foreach (var target in targets)
        {
            if (!files.Remove((target.Module.Path, target.Nesting), out var tensors) || tensors.A is null || tensors.B is null)
                missing.Add(target.Name);
            else if (AdapterShapes.Misfit(target, tensors, patterns.Of(target.Name).Rank) is { } misfit)
                misfits.Add(misfit);
            else
                adapted.Add(Describe(target, tensors, patterns));
        }

        ReportTargets(missing, misfits, targets.Count);
        ReportLeftovers(files.Values, rules, targets.Count > 0 ? "would leave it out" : "refuses the adapter");
        ReportParts(adapted);
        return adapted;
    }

    private static AdaptedModule Describe(AdapterTarget target, AdapterModule tensors, ModulePatterns patterns)
    {
        var (rank, alpha) = patterns.Of(target.Name);
        return new AdaptedModule(target.Module, tensors, rank, alpha, patterns.ScalingOf(target.Name)) { Parameter = target.Parameter };
    }

    private void ReportTargets(List<string> missing, List<string> misfits, int targets)
    {
        _problems.Error(missing, names =>
            $"The file '{File}' lacks A or B for {missing.Count} of {targets} targeted modules, which PEFT would leave as initialised: {names}.");
        if (misfits.Count > 0)
            _problems.Error($"The adapter '{adapter.Folder}' does not fit this base at {misfits.Count} of {targets} modules: {misfits[0]}; it was trained on '{Config.BaseModel}'.");
    }

    private void ReportLeftovers(IReadOnlyCollection<AdapterModule> leftovers, ModuleTargeting rules, string fate)
    {
        var unknown = leftovers.Where(module => modules.Find(module.Path) is null).Select(module => module.Path).ToList();
        var untargeted = leftovers.Where(module => modules.Find(module.Path) is not null).Select(module => module.Path).ToList();
        _problems.Error(unknown, names => $"The file '{File}' has LoRA for modules that the base does not have: {names}{BaseNameHint.For(unknown[0], modules)}.");
        _problems.Error(AdapterFindings.Untargeted(adapter.Weights, untargeted, rules, fate));
    }

    /// <summary>The parts beside A and B that the config asks for or does not know of.</summary>
    private void ReportParts(List<AdaptedModule> adapted)
    {
        var linear = adapted.Where(module => !module.Tensors.IsEmbedding && module.Parameter is null);
        _problems.Error(Names(adapted, module => Config.UseDora && module.Tensors.Magnitude is null), names =>
            $"The config sets 'use_dora' but the file '{File}' has no magnitude for {names}.");
        _problems.Error(Names(adapted, module => !Config.UseDora && module.Tensors.Magnitude is not null), names =>
            $"The file '{File}' has DoRA magnitudes for {names} but its config does not set 'use_dora', so PEFT would leave them out.");
        _problems.Error(Names(linear, module => Config.LoraBias && module.Tensors.BBias is null), names =>
            $"The config sets 'lora_bias' but the file '{File}' has no 'lora_B.bias' for {names}.");
        _problems.Error(Names(adapted, module => !Config.LoraBias && module.Tensors.BBias is not null), names =>
            $"The file '{File}' has 'lora_B.bias' for {names} but its config does not set 'lora_bias', so PEFT would leave it out.");
    }

    private static IEnumerable<string> Names(IEnumerable<AdaptedModule> adapted, Func<AdaptedModule, bool> condition) =>
        adapted.Where(condition).Select(module => module.Name);

    private void CheckContent()
    {
        _problems.Error(AdapterFindings.Broken(adapter.Weights));
        var content = AdapterContent.Read(adapter.Weights);
        _problems.Error(AdapterFindings.Of(adapter.Weights, content));
    }
}
