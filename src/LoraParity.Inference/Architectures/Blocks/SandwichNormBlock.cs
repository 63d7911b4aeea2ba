using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>x + norm(attention(norm(x))), then the same with the MLP: Gemma 2 and 3.</summary>
/// <param name="beforeAttention">Before the attention.</param>
/// <param name="attention">The attention.</param>
/// <param name="afterAttention">After it, before the sum.</param>
/// <param name="beforeMlp">Before the MLP.</param>
/// <param name="mlp">The MLP.</param>
/// <param name="afterMlp">After it, before the sum.</param>
public sealed class SandwichNormBlock(
    NormModule beforeAttention, ILayer attention, NormModule afterAttention, NormModule beforeMlp, ILayer mlp, NormModule afterMlp) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [.. attention.Modules, .. mlp.Modules, beforeAttention, afterAttention, beforeMlp, afterMlp];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var attended = attention.Forward(pass, pass.Norm(beforeAttention, hidden));
        hidden = pass.Ops.Add(hidden, pass.Norm(afterAttention, attended));
        return pass.Ops.Add(hidden, pass.Norm(afterMlp, mlp.Forward(pass, pass.Norm(beforeMlp, hidden))));
    }
}
