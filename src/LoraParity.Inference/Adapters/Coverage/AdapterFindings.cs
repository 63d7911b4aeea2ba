using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>What is wrong with an adapter's file by itself, whatever its base.</summary>
internal static class AdapterFindings
{
    /// <summary>Tensors that no rule has a place for, and places that two tensors claim.</summary>
    public static IReadOnlyList<Diagnostic> Broken(AdapterFile file)
    {
        var problems = new ProblemList();
        problems.Error(file.Tensors.Where(tensor => tensor.Key.Role == AdapterTensorRole.Unknown).Select(tensor => tensor.Entry.Name), names =>
            $"The file '{file.Path}' has tensors that are not plain LoRA or DoRA: {names}.");
        var twice = file.Tensors
            .Where(tensor => tensor.Key.Role is not (AdapterTensorRole.Ignored or AdapterTensorRole.Unknown))
            .GroupBy(tensor => tensor.Key)
            .Where(group => group.Count() > 1)
            .Select(group => group.Last().Entry.Name);
        problems.Error(twice, names => $"The file '{file.Path}' has tensors whose place another of its tensors has already: {names}.");
        return problems.Errors;
    }

    /// <summary>LoRA for modules that the config does not have adapted.</summary>
    /// <param name="file">The adapter's file.</param>
    /// <param name="paths">The modules.</param>
    /// <param name="rules">The config's rules.</param>
    /// <param name="fate">What PEFT makes of it.</param>
    public static IReadOnlyList<Diagnostic> Untargeted(AdapterFile file, IReadOnlyCollection<string> paths, ModuleTargeting rules, string fate)
    {
        var problems = new ProblemList();
        problems.Error(paths.Where(path => !rules.IsExcluded(path)), names =>
            $"The file '{file.Path}' has LoRA for modules that its config does not target, so PEFT {fate}: {names}.");
        problems.Error(paths.Where(rules.IsExcluded), names =>
            $"The file '{file.Path}' has LoRA for modules that its config excludes or saves as a whole{rules.SavedByTask}, so PEFT {fate}: {names}.");
        return problems.Errors;
    }

    /// <summary>Values that spoil the adapter or make it pointless.</summary>
    public static IReadOnlyList<Diagnostic> Of(AdapterFile file, AdapterContent content)
    {
        var problems = new ProblemList();
        problems.Error(content.NotFloats.Select(tensor => $"{tensor.Entry.Name} ({tensor.Entry.Dtype.Name()})"), names =>
            $"The file '{file.Path}' has tensors that are not F32, BF16 or F16: {names}.");
        problems.Error(content.NonFinite.Select(tensor => tensor.Entry.Name), names =>
            $"{content.NonFinite.Count} of {file.Tensors.Count} tensors of '{file.Path}' have values that are not finite: {names}.");
        if (content.IsNoOp)
            problems.Error($"The adapter in '{file.Path}' changes nothing: every B or A is zero, as before training.");
        return problems.Errors;
    }
}
