using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>Gives derived weights as the backend holds them.</summary>
internal interface IWeightAccess
{
    /// <summary>A linear layer's weight.</summary>
    WeightMatrix Matrix(WeightRecipe recipe);

    /// <summary>A vector as one row of a dtype.</summary>
    Tensor Vector(WeightRecipe recipe, Precision precision);
}
