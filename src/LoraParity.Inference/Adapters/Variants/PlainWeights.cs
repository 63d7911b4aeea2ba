using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>A checkpoint as it is, loaded in the compute dtype: the base alone, or a merged model made elsewhere.</summary>
internal sealed class PlainWeights(IStoredWeights stored, Precision compute) : VariantWeights(compute)
{
    protected override WeightRecipe Derive(Module module, Parameter parameter) => stored[parameter].CastTo(Compute);
}
