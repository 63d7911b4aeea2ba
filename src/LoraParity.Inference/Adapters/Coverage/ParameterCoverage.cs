using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>Puts the tensors that are whole parameters of the base, or rows of its embeddings, in their places.</summary>
internal sealed class ParameterCoverage(Adapter adapter, BaseModules modules, ModuleTargeting targeting, ProblemList problems)
{
    private string File => adapter.Weights.Path;

    /// <summary>The parameters that the file replaces.</summary>
    public List<ReplacedParameter> FindReplaced(IReadOnlyList<AdapterTarget> targets)
    {
        var wrapped = targets.Select(target => target.Module.Path).ToHashSet(StringComparer.Ordinal);
        var saved = SavedParameters();
        var replaced = new List<ReplacedParameter>();
        var unplaced = new List<string>();
        foreach (var tensor in adapter.Weights.Tensors.Where(tensor => tensor.Key.Role == AdapterTensorRole.Parameter))
        {
            var key = tensor.Key;
            if (!modules.TryFindParameter(key.ParameterPath, out var module, out var parameter) || key.InBaseLayer != wrapped.Contains(key.Module))
                unplaced.Add(tensor.Entry.Name);
            else if (!tensor.Shape.SequenceEqual(parameter.Shape))
                problems.Error($"The tensor '{tensor.Entry.Name}' of '{File}' has the shape {AdapterShapes.Show(tensor.Shape)} but the base's '{key.ParameterPath}' has {AdapterShapes.Show(parameter.Shape)}.");
            else
                replaced.Add(new ReplacedParameter(module, parameter, tensor, saved.Contains(key.ParameterPath)));
        }

        problems.Error(unplaced, names => $"The file '{File}' has tensors that match no parameter of the base, so PEFT would leave them out: {names}.");
        CheckSaved(saved, replaced);
        CheckUnnamed(replaced);
        return replaced;
    }

    /// <summary>The embeddings of which the file replaces rows.</summary>
    public List<TrainedTokens> FindTokens()
    {
        var rows = adapter.Weights.Tensors.Where(tensor => tensor.Key.Role == AdapterTensorRole.TokenRows).DistinctBy(tensor => tensor.Key.Module).ToDictionary(tensor => tensor.Key.Module);
        var found = new List<TrainedTokens>();
        foreach (var (name, tokens) in adapter.Config.TrainableTokens)
        {
            var module = name == PeftConfig.InputEmbedding ? modules.InputEmbedding : modules.All.FirstOrDefault(other => other.Path.EndsWith(name, StringComparison.Ordinal));
            if (module is null)
                problems.Error($"The adapter config '{adapter.Config.Fields.File}' trains tokens of '{name}', which the base does not have.");
            else if (!rows.Remove(module.Path, out var tensor))
                problems.Error($"The adapter config '{adapter.Config.Fields.File}' trains tokens of '{module.Path}' but the file '{File}' has no rows for it.");
            else if (CheckRows(module, tokens, tensor))
                found.Add(new TrainedTokens(module, tokens, tensor));
        }

        problems.Error(rows.Values.Select(tensor => tensor.Entry.Name), names => $"The file '{File}' has rows of trained tokens that its config does not name: {names}.");
        return found;
    }

    private bool CheckRows(ModuleInfo module, IReadOnlyList<int> tokens, AdapterTensor tensor)
    {
        var outside = tokens.Where(token => token < 0 || token >= module.Inputs).ToList();
        if (outside.Count > 0)
            problems.Error($"The adapter config '{adapter.Config.Fields.File}' trains the token {outside[0]} of '{module.Path}', which has {module.Inputs} tokens.");
        long[] expected = [tokens.Count, module.Outputs];
        if (!tensor.Shape.SequenceEqual(expected))
            problems.Error($"The tensor '{tensor.Entry.Name}' of '{File}' has the shape {AdapterShapes.Show(tensor.Shape)} where {AdapterShapes.Show(expected)} is needed.");
        return outside.Count == 0 && tensor.Shape.SequenceEqual(expected);
    }

    /// <summary>All parameters of the modules that <c>modules_to_save</c> names, by PEFT's rule: the path ends with the name.</summary>
    private HashSet<string> SavedParameters() =>
        [.. modules.Names
            .Where(name => targeting.SavedModules.Any(saved => name.EndsWith(saved, StringComparison.Ordinal)))
            .SelectMany(modules.ParametersUnder)];

    private void CheckSaved(HashSet<string> saved, List<ReplacedParameter> replaced)
    {
        var missing = saved.Except(replaced.Select(parameter => parameter.Name)).Order(StringComparer.Ordinal);
        problems.Error(missing, names => $"The config names modules_to_save '{string.Join(", ", targeting.SavedModules)}' but the file '{File}' has no tensors for {names}, so PEFT cannot load it.");
        var absent = adapter.Config.ModulesToSave.Where(name => !modules.Names.Any(module => module.EndsWith(name, StringComparison.Ordinal)));
        var isClassifier = adapter.Config.TaskType is "SEQ_CLS" or "TOKEN_CLS";
        problems.Warn(isClassifier ? absent.Where(name => name is not ("classifier" or "score")) : absent, names =>
            $"The config names modules_to_save {names}, which the base does not have.");
    }

    private void CheckUnnamed(List<ReplacedParameter> replaced)
    {
        var unnamed = replaced.Where(parameter => !parameter.IsSavedModule && !IsBias(parameter) && !parameter.Tensor.Key.InBaseLayer);
        problems.Warn(unnamed.Select(parameter => parameter.Name), names =>
            $"The file '{File}' replaces {names} of the base although its config does not say so; PEFT loads such tensors.");
        if (adapter.Config.Bias != BiasMode.None && !replaced.Any(IsBias))
            problems.Warn($"The config sets 'bias' to train biases but the file '{File}' has none; PEFT keeps the base's.");
    }

    private bool IsBias(ReplacedParameter parameter) => adapter.Config.Bias != BiasMode.None && parameter.Parameter.Name == "bias";
}
