using LoraParity.Inference.Adapters.Deltas;
using LoraParity.Inference.Adapters.Recipes;

namespace LoraParity.Inference.Auditing;

/// <summary>One parameter to compare, block of rows by block of rows.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Before">The base's, through the casts of the merge.</param>
/// <param name="After">The merged one.</param>
/// <param name="Delta">Reads rows of the intended ΔW; null where no adapter adds to it.</param>
internal sealed record AuditTask(string Name, WeightRecipe Before, WeightRecipe After, DeltaReader? Delta)
{
    /// <summary>What each candidate would give; where no adapter adds to the parameter, the different casts it may have gone through.</summary>
    public IReadOnlyList<WeightRecipe> Candidates { get; init; } = [];

    /// <summary>For every candidate the first that is the same recipe: itself, or an earlier one.</summary>
    public IReadOnlyList<int> FirstEqual => field ??= [.. Candidates.Select(candidate => Candidates.TakeWhile(other => other != candidate).Count())];

    /// <summary>What is read from disk for it, as it is stored.</summary>
    public IReadOnlyList<WeightRecipe> Stored { get; init; } = [];
}
