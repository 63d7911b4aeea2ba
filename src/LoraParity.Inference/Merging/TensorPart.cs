using LoraParity.Inference.Adapters.Recipes;

namespace LoraParity.Inference.Merging;

/// <summary>Rows of a derived parameter that make up a tensor, or a slice of it.</summary>
/// <param name="Recipe">The parameter, exact in the save dtype.</param>
/// <param name="FirstRow">The first row of it.</param>
/// <param name="Rows">How many.</param>
/// <param name="Slice">The slice of the tensor; 0 where it has one only.</param>
/// <param name="IsTransposed">Whether the tensor holds columns one after the other.</param>
internal sealed record TensorPart(WeightRecipe Recipe, int FirstRow, int Rows, int Slice, bool IsTransposed)
{
    /// <summary>Elements of it.</summary>
    public long Elements => (long)Rows * Recipe.Inputs;
}
