using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>norm(x + attention(x)), then the same with the MLP: BERT and its kin.</summary>
/// <param name="attention">The attention.</param>
/// <param name="attentionNorm">After its sum.</param>
/// <param name="mlp">The MLP.</param>
/// <param name="mlpNorm">After its sum.</param>
public sealed class PostNormBlock(ILayer attention, NormModule attentionNorm, ILayer mlp, NormModule mlpNorm) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [.. attention.Modules, attentionNorm, .. mlp.Modules, mlpNorm];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        hidden = pass.Norm(attentionNorm, pass.Ops.Add(attention.Forward(pass, hidden), hidden));
        return pass.Norm(mlpNorm, pass.Ops.Add(mlp.Forward(pass, hidden), hidden));
    }
}
