using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Coverage;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;

namespace LoraParity.Inference.Adapters.Inspection;

/// <summary>What is wrong between an adapter's config and its file, whatever the base.</summary>
internal sealed class BaselessChecks(PeftConfig config, AdapterFile weights, ProblemList problems)
{
    private readonly BaselessTargeting _targeting = new(config);

    private string File => weights.Path;

    /// <summary>Collects everything; returns itself.</summary>
    public BaselessChecks Check()
    {
        problems.Error(AdapterFindings.Broken(weights));
        CheckModules();
        CheckRanks();
        CheckParts();
        CheckWhole();
        return this;
    }

    private void CheckModules()
    {
        Report(module => module.A is null || module.B is null, names => $"The file '{File}' lacks A or B of {names}.");
        CheckTargets();
        var doubled = weights.Modules.Where(module => module.Path.StartsWith(AdapterKeyParser.Prefix, StringComparison.Ordinal)).Select(module => module.Path);
        problems.Error(doubled, names => $"The names in '{File}' have '{AdapterKeyParser.Prefix}' more than once, so they match no module of a plain base: {names}.");
        problems.Warn(_targeting.Rules.TargetsWithout([.. weights.Modules.Select(module => module.Path)]), names =>
            $"The adapter config '{config.Fields.File}' targets {names}, which match no module of '{File}'.");
    }

    private void CheckTargets()
    {
        var untargeted = weights.Modules.Where(module => _targeting.Find(module) is null).Select(module => module.Path).ToList();
        var fate = untargeted.Count < weights.Modules.Count
            ? "would leave it out"
            : "refuses the adapter, or leaves it out where the base has other modules that are targeted";
        problems.Error(AdapterFindings.Untargeted(weights, untargeted, _targeting.Rules, fate));
    }

    private void CheckRanks()
    {
        Report(IsOtherRank, names => $"The file '{File}' has another rank than its config gives to {names}, so PEFT cannot load it.");
        Report(module => module is { A.Shape: [var a, ..], B.Shape: [_, var b, ..] } && a != b, names => $"The file '{File}' has A and B of different ranks for {names}.");
    }

    private bool IsOtherRank(AdapterModule module) =>
        _targeting.Find(module) is { } found && module.A is not null
        && (_targeting.IsForParameters(module) ? module.Rank % found.Rank != 0 : module.Rank != found.Rank);

    private void CheckParts()
    {
        Report(module => config.UseDora && module.Magnitude is null, names => $"The config sets 'use_dora' but the file '{File}' has no magnitude for {names}.");
        Report(module => !config.UseDora && module.Magnitude is not null, names =>
            $"The file '{File}' has DoRA magnitudes for {names} but its config does not set 'use_dora', so PEFT would leave them out.");
        Report(module => config.LoraBias && !module.IsEmbedding && module.BBias is null, names => $"The config sets 'lora_bias' but the file '{File}' has no 'lora_B.bias' for {names}.");
        Report(module => !config.LoraBias && module.BBias is not null, names =>
            $"The file '{File}' has 'lora_B.bias' for {names} but its config does not set 'lora_bias', so PEFT would leave it out.");
    }

    /// <summary>Whole parameters: those that are missing and those that the config does not name.</summary>
    private void CheckWhole()
    {
        var parameters = weights.Tensors.Where(tensor => tensor.Key.Role == AdapterTensorRole.Parameter).ToList();
        var saved = _targeting.Rules.SavedModules;
        var missing = saved.Where(name => !parameters.Any(tensor => IsIn(name, tensor))).ToList();
        var isUsualHead = config.TaskType is "SEQ_CLS" or "TOKEN_CLS" && missing.Count < saved.Count;
        problems.Warn(missing.Where(name => !isUsualHead || name is not ("classifier" or "score")), names =>
            $"The config names modules_to_save {names} but the file '{File}' has no tensors for them.");
        var unnamed = parameters.Where(tensor => !tensor.Key.InBaseLayer && !IsTrainedBias(tensor) && !saved.Any(name => IsIn(name, tensor)));
        problems.Warn(unnamed.Select(tensor => tensor.Key.ParameterPath), names =>
            $"The file '{File}' has whole parameters that its config does not name, which PEFT loads over the base's: {names}.");
        if (config.Bias != BiasMode.None && !parameters.Any(IsTrainedBias))
            problems.Warn($"The config sets 'bias' to train biases but the file '{File}' has none; PEFT keeps the base's.");
    }

    private bool IsTrainedBias(AdapterTensor tensor) => config.Bias != BiasMode.None && tensor.Key.Parameter == "bias";

    private static bool IsIn(string name, AdapterTensor tensor) =>
        tensor.Key.Module.EndsWith(name, StringComparison.Ordinal) || tensor.Key.Module.Contains($"{name}.", StringComparison.Ordinal);

    private void Report(Func<AdapterModule, bool> condition, Func<string, string> sentence) =>
        problems.Error(weights.Modules.Where(condition).Select(module => module.Path), sentence);
}
