using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>One linear layer whose outputs are queries, keys and values side by side (Phi-3, GPT-2).</summary>
/// <param name="joint">Makes all three.</param>
/// <param name="queryWidth">Features of the queries.</param>
/// <param name="keyWidth">Features of the keys, and of the values.</param>
public sealed class FusedProjection(LinearModule joint, int queryWidth, int keyWidth) : IProjection
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [joint];

    /// <inheritdoc />
    public (Tensor Query, Tensor Key, Tensor Value) Forward(IForwardPass pass, Tensor hidden)
    {
        var all = pass.Linear(joint, hidden);
        return (
            pass.Ops.Columns(all, 0, queryWidth),
            pass.Ops.Columns(all, queryWidth, keyWidth),
            pass.Ops.Columns(all, queryWidth + keyWidth, keyWidth));
    }
}
