using LoraParity.Inference.Adapters.Recipes;

namespace LoraParity.Inference.Auditing;

/// <summary>One parameter to compare, block of rows by block of rows.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Before">The base's, through the casts of the merge.</param>
/// <param name="After">The merged one.</param>
/// <param name="Delta">Reads rows of the intended ΔW (first, count); null where no adapter adds to it.</param>
/// <param name="Candidates">What each candidate would give; where no adapter adds to the parameter, the different casts it may have gone through.</param>
internal sealed record AuditTask(string Name, WeightRecipe Before, WeightRecipe After, Func<int, int, float[]>? Delta, IReadOnlyList<WeightRecipe> Candidates);
