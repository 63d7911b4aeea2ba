using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>The last norm and the output layer.</summary>
/// <param name="norm">The last norm.</param>
/// <param name="output">Makes logits.</param>
public sealed class LanguageHead(NormModule norm, LinearModule output) : ILayer
{
    /// <summary>A soft cap on the logits (Gemma 2), or null.</summary>
    public float? SoftCap { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [norm, output];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var logits = pass.Linear(output, pass.Norm(norm, hidden));
        return SoftCap is { } cap ? pass.Ops.SoftCap(logits, cap) : logits;
    }
}
