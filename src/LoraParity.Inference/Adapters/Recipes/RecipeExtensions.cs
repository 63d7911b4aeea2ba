using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>Reading recipes into tensors.</summary>
internal static class RecipeExtensions
{
    /// <summary>The given rows of a table, in a dtype in which they are exact or to which they are rounded.</summary>
    public static Tensor Gather(this WeightRecipe table, ITensorBackend ops, IReadOnlyList<int> rows, Precision precision)
    {
        var values = new float[checked(rows.Count * table.Inputs)];
        for (var i = 0; i < rows.Count; i++)
            table.ReadRows(rows[i], 1, values.AsSpan(i * table.Inputs, table.Inputs));
        return ops.Create(values, rows.Count, table.Inputs, precision);
    }
}
