using LoraParity.Inference.Adapters.Recipes;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>One adapter beside one module. Equal branches compute the same; they are compared by value.</summary>
internal interface IBranch
{
    /// <summary>The matrices it multiplies with.</summary>
    IEnumerable<WeightRecipe> Matrices { get; }

    /// <summary>The vectors it needs.</summary>
    IEnumerable<VectorNeed> Vectors { get; }
}
