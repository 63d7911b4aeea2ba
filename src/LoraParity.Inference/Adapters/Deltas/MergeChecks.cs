using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Deltas;

/// <summary>What PEFT refuses when merging, found before anything runs.</summary>
internal static class MergeChecks
{
    /// <summary>Throws where a merged variant is asked for and an adapter cannot be merged into this model.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static void ThrowOnProblems(RunRequest request, Model model, IReadOnlyList<AdapterWeights> adapters)
    {
        if (request.Variants.Any(variant => variant.Application == Application.Merged))
            ThrowOnProblems(model, adapters);
    }

    /// <summary>Throws where an adapter cannot be merged into this model.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static void ThrowOnProblems(Model model, IReadOnlyList<AdapterWeights> adapters)
    {
        var unbiased = model.Modules.OfType<LinearModule>().Where(module => module.Bias is null).Select(module => module.Path).ToHashSet();
        var problems = adapters
            .SelectMany(adapter => adapter.Modules.Where(lora => lora.Value.Bias is not null && unbiased.Contains(lora.Key)).Select(lora => (adapter.Name, lora.Key)))
            .Select(found => new Diagnostic(
                $"The adapter '{found.Name}' cannot be merged: its 'lora_bias' at '{found.Key}' has no bias of the base to go into; run it attached only."))
            .ToList();
        if (problems.Count > 0)
            throw new InputException(problems);
    }
}
