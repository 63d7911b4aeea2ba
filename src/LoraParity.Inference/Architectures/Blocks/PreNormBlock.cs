using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>x + attention(norm(x)), then the same with the MLP: Llama and most others.</summary>
/// <param name="attentionNorm">Before the attention.</param>
/// <param name="attention">The attention.</param>
/// <param name="mlpNorm">Before the MLP.</param>
/// <param name="mlp">The MLP, or a mixture of experts.</param>
public sealed class PreNormBlock(NormModule attentionNorm, ILayer attention, NormModule mlpNorm, ILayer mlp) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [.. attention.Modules, .. mlp.Modules, attentionNorm, mlpNorm];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        hidden = pass.Ops.Add(hidden, attention.Forward(pass, pass.Norm(attentionNorm, hidden)));
        return pass.Ops.Add(hidden, mlp.Forward(pass, pass.Norm(mlpNorm, hidden)));
    }
}
