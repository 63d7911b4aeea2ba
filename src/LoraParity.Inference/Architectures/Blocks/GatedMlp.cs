using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>down(activation(gate(x)) · up(x)).</summary>
/// <param name="gate">Makes what is activated.</param>
/// <param name="up">Makes what is gated.</param>
/// <param name="down">Back to the hidden size.</param>
/// <param name="activation">The gate's activation.</param>
public sealed class GatedMlp(LinearModule gate, LinearModule up, LinearModule down, Activation activation) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [gate, up, down];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var gated = pass.Ops.Activate(pass.Linear(gate, hidden), activation);
        return pass.Linear(down, pass.Ops.Multiply(gated, pass.Linear(up, hidden)));
    }
}
