using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>A gated MLP whose gate and up projections are one linear layer (Phi-3).</summary>
/// <param name="gateUp">Makes gate and up side by side.</param>
/// <param name="down">Back to the hidden size.</param>
/// <param name="activation">The gate's activation.</param>
public sealed class FusedGatedMlp(LinearModule gateUp, LinearModule down, Activation activation) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [gateUp, down];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var both = pass.Linear(gateUp, hidden);
        var width = both.Columns / 2;
        var gated = pass.Ops.Activate(pass.Ops.Columns(both, 0, width), activation);
        return pass.Linear(down, pass.Ops.Multiply(pass.Ops.Columns(both, width, width), gated));
    }
}
