using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace OwnArchitecture.Parity;

/// <summary>x + attention(norm(x)) + mlp(norm(x)). It says what is computed; whether an adapter is attached or merged it never sees.</summary>
/// <param name="norm">Before both parts.</param>
/// <param name="attention">The attention.</param>
/// <param name="mlp">The MLP.</param>
public sealed class ParallelBlock(NormModule norm, ILayer attention, ILayer mlp) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [norm, .. attention.Modules, .. mlp.Modules];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var normed = pass.Norm(norm, hidden);
        var sum = pass.Ops.Add(attention.Forward(pass, normed), mlp.Forward(pass, normed));
        return pass.Ops.Add(hidden, sum);
    }
}
