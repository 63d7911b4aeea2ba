using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>result + (A[ids] · B) · scaling in the adapter's dtype (<c>Embedding.forward</c>), times the embedding's own factor.</summary>
/// <param name="A">[vocabulary, rank]: the stored A transposed.</param>
/// <param name="B">[features, rank].</param>
/// <param name="Scaling">The adapter's scaling at this module.</param>
/// <param name="Precision">The dtype of A and B in memory.</param>
internal sealed record LoraEmbeddingBranch(WeightRecipe A, WeightRecipe B, float Scaling, Precision Precision) : IEmbeddingBranch
{
    public IEnumerable<WeightRecipe> Matrices => [B];

    public IEnumerable<VectorNeed> Vectors => [];

    public Tensor Apply(ITensorBackend ops, IWeightAccess weights, IReadOnlyList<int> ids, Tensor result, float scale) =>
        ops.Add(result, Scaled(ops, ops.Scale(Product(ops, weights, ids), Scaling), scale));

    /// <summary>A[ids] · B, not yet scaled.</summary>
    public Tensor Product(ITensorBackend ops, IWeightAccess weights, IReadOnlyList<int> ids) =>
        ops.Linear(A.Gather(ops, ids, Precision), weights.Matrix(B), null);

    /// <summary>Applies the embedding's own factor, where it has one.</summary>
    public static Tensor Scaled(ITensorBackend ops, Tensor x, float scale) => scale == 1f ? x : ops.Scale(x, scale);
}
