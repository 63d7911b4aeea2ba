using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Attached;

/// <summary>
/// DoRA's attached forward (<c>peft/tuners/lora/dora.py</c>): result + (f − 1) · (result − bias) + f · B(A(x)) · scaling,
/// with f = m / ‖W + ΔW‖. It works on the base's result as already rounded, which is why DoRA drifts more than LoRA in 16 bit.
/// </summary>
/// <param name="Lora">The low-rank part.</param>
/// <param name="Dora">The module's factors.</param>
/// <param name="BaseBias">The base's bias in the compute dtype, or null.</param>
/// <param name="Compute">The compute dtype.</param>
internal sealed record DoraBranch(LoraBranch Lora, Dora Dora, WeightRecipe? BaseBias, Precision Compute) : ILinearBranch
{
    private DoraFactor Factor => new(Dora, 0);

    private DoraFactor FactorLessOne => new(Dora, 1);

    public IEnumerable<WeightRecipe> Matrices => Lora.Matrices;

    public IEnumerable<VectorNeed> Vectors
    {
        get
        {
            IEnumerable<VectorNeed> own = [new(Factor, Dora.Norm), new(FactorLessOne, Dora.Norm)];
            return BaseBias is null ? own : own.Append(new VectorNeed(new NegatedWeight(BaseBias), Compute));
        }
    }

    public Tensor Apply(ITensorBackend ops, IWeightAccess weights, Tensor x, Tensor result)
    {
        var unbiased = BaseBias is null ? result : ops.Add(result, weights.Vector(new NegatedWeight(BaseBias), Compute));
        var rescaled = ops.Multiply(unbiased, weights.Vector(FactorLessOne, Dora.Norm));
        var product = ops.Multiply(Lora.Product(ops, weights, x), weights.Vector(Factor, Dora.Norm));
        return ops.Add(result, ops.Add(rescaled, ops.Scale(product, Lora.Scaling)));
    }
}
