using LoraParity.Diagnostics;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters;

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
