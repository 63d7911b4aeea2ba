using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>One adapter beside one linear layer.</summary>
internal interface ILinearBranch : IBranch
{
    /// <summary>The result with this adapter's part added, not yet rounded back to the compute dtype.</summary>
    /// <param name="ops">The operations.</param>
    /// <param name="weights">The branch's weights.</param>
    /// <param name="x">The layer's input, in the compute dtype.</param>
    /// <param name="result">The base layer's output, or what earlier adapters made of it.</param>
    Tensor Apply(ITensorBackend ops, IWeightAccess weights, Tensor x, Tensor result);
}
