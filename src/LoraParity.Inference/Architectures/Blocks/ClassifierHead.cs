using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>labels(activation(dense(x))) on one row of each sequence.</summary>
/// <param name="dense">The pooler.</param>
/// <param name="activation">Its activation.</param>
/// <param name="labels">Makes logits.</param>
public sealed class ClassifierHead(LinearModule dense, Activation activation, LinearModule labels) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [dense, labels];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden) => pass.Linear(labels, pass.Ops.Activate(pass.Linear(dense, hidden), activation));
}
