using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>f · result + f · (A[ids] · B) · scaling, with f = m / ‖W + ΔW‖ for every feature (<c>DoraEmbeddingVariant.forward</c>).</summary>
/// <param name="Lora">The low-rank part.</param>
/// <param name="Dora">The module's factors.</param>
internal sealed record DoraEmbeddingBranch(LoraEmbeddingBranch Lora, Dora Dora) : IEmbeddingBranch
{
    private DoraFactor Factor => new(Dora, 0);

    public IEnumerable<WeightRecipe> Matrices => Lora.Matrices;

    public IEnumerable<VectorNeed> Vectors => [new(Factor, Dora.Norm)];

    public Tensor Apply(ITensorBackend ops, IWeightAccess weights, IReadOnlyList<int> ids, Tensor result, float scale)
    {
        var factor = weights.Vector(Factor, Dora.Norm);
        var product = ops.Scale(ops.Multiply(Lora.Product(ops, weights, ids), factor), Lora.Scaling);
        return ops.Add(ops.Multiply(result, factor), LoraEmbeddingBranch.Scaled(ops, product, scale));
    }
}
