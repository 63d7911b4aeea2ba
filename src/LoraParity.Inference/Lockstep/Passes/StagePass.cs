using LoraParity.Inference.Adapters.Attached;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>One stage of one variant over one batch.</summary>
/// <param name="ops">The operations.</param>
/// <param name="variant">How the variant gets its weights.</param>
/// <param name="weights">The weights that the backend holds.</param>
/// <param name="batch">The batch.</param>
/// <param name="caches">The layer's keys and values while decoding; null while scoring.</param>
internal sealed class StagePass(
    ITensorBackend ops, VariantWeights variant, IWeightAccess weights, PassBatch batch, LayerCaches? caches) : IForwardPass
{
    private int _attentions;

    public ITensorBackend Ops => ops;

    public Precision Compute => variant.Compute;

    public SequenceBatch Batch => batch.Sequence;

    public Tensor Linear(LinearModule module, Tensor x)
    {
        var bias = module.Bias is null ? null : Vector(module, module.Bias);
        var branches = variant.Branches(module);
        if (branches.Count == 0)
            return ops.Linear(x, weights.Matrix(variant.Recipe(module, module.Weight)), bias);
        using var scope = ops.BeginScope();
        var result = ops.Linear(x, weights.Matrix(variant.Recipe(module, module.Weight)), bias);
        foreach (var branch in branches.Cast<ILinearBranch>())
            result = branch.Apply(ops, weights, x, result);
        return ops.Keep(ops.Convert(result, Compute));
    }

    public Tensor Product(Module module, Parameter weight, Tensor x) => ops.Linear(x, weights.Matrix(variant.Recipe(module, weight)), null);

    public Tensor Embed(EmbeddingModule module, IReadOnlyList<int> ids)
    {
        var scale = module.Scale is { } factor ? Rounding.Round(factor, Compute) : 1f;
        var rows = variant.Recipe(module, module.Weight).Gather(ops, ids, Compute);
        var result = LoraEmbeddingBranch.Scaled(ops, rows, scale);
        var branches = variant.Branches(module);
        foreach (var branch in branches.Cast<IEmbeddingBranch>())
            result = branch.Apply(ops, weights, ids, result, scale);
        return branches.Count == 0 ? result : ops.Convert(result, Compute);
    }

    public Tensor Vector(Module module, Parameter parameter) => weights.Vector(variant.Recipe(module, parameter), Compute);

    public Tensor Attend(Tensor q, Tensor k, Tensor v, AttentionShape shape) =>
        ops.Attend(q, k, v, shape, Batch.Slices, caches?.Of(_attentions++, shape, Compute));

    public RotaryAngles Angles(RotaryTable table)
    {
        var (cos, sin) = batch.Angles(table);
        return new RotaryAngles(
            ops.Create(cos, Batch.Tokens.Count, table.Features, Compute),
            ops.Create(sin, Batch.Tokens.Count, table.Features, Compute));
    }
}
