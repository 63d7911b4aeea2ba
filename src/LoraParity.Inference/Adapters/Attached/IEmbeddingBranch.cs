using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>One adapter beside one embedding.</summary>
internal interface IEmbeddingBranch : IBranch
{
    /// <summary>The result with this adapter's part added, not yet rounded back to the compute dtype.</summary>
    /// <param name="ops">The operations.</param>
    /// <param name="weights">The branch's weights.</param>
    /// <param name="ids">The rows looked up.</param>
    /// <param name="result">The base's rows, or what earlier adapters made of them.</param>
    /// <param name="scale">The embedding's own factor in the compute dtype; 1 where it has none.</param>
    Tensor Apply(ITensorBackend ops, IWeightAccess weights, IReadOnlyList<int> ids, Tensor result, float scale);
}
