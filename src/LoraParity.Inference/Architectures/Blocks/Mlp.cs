using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>down(activation(up(x))).</summary>
/// <param name="up">To the intermediate size.</param>
/// <param name="down">Back to the hidden size.</param>
/// <param name="activation">The activation between.</param>
public sealed class Mlp(LinearModule up, LinearModule down, Activation activation) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [up, down];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden) =>
        pass.Linear(down, pass.Ops.Activate(pass.Linear(up, hidden), activation));
}
