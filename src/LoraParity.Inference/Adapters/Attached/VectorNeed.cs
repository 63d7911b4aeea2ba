using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>A vector that a forward pass needs, in a dtype.</summary>
internal readonly record struct VectorNeed(WeightRecipe Recipe, Precision Precision);
