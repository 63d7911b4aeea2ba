using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>result + B(A(x)) · scaling in the adapter's dtype (<c>peft/tuners/lora/layer.py</c>, <c>Linear.forward</c>).</summary>
/// <param name="A">[rank, inputs].</param>
/// <param name="B">[outputs, rank].</param>
/// <param name="Bias">The bias of B, or null.</param>
/// <param name="Scaling">The adapter's scaling at this module.</param>
/// <param name="Precision">The dtype of A and B in memory, to which x is cast.</param>
internal sealed record LoraBranch(WeightRecipe A, WeightRecipe B, WeightRecipe? Bias, float Scaling, Precision Precision) : ILinearBranch
{
    public IEnumerable<WeightRecipe> Matrices => [A, B];

    public IEnumerable<VectorNeed> Vectors => Bias is null ? [] : [new VectorNeed(Bias, Precision)];

    public Tensor Apply(ITensorBackend ops, IWeightAccess weights, Tensor x, Tensor result) =>
        ops.Add(result, ops.Scale(Product(ops, weights, x), Scaling));

    /// <summary>B(A(x)), not yet scaled.</summary>
    public Tensor Product(ITensorBackend ops, IWeightAccess weights, Tensor x)
    {
        var low = ops.Linear(ops.Convert(x, Precision), weights.Matrix(A), null);
        return ops.Linear(low, weights.Matrix(B), Bias is null ? null : weights.Vector(Bias, Precision));
    }
}
