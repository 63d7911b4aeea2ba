using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Eager self-attention between two projections.</summary>
/// <param name="projection">Makes queries, keys and values.</param>
/// <param name="output">Mixes the heads.</param>
/// <param name="shape">Heads, scale and mask.</param>
/// <param name="rotary">Rotates queries and keys; null where positions come from elsewhere.</param>
public sealed class Attention(IProjection projection, LinearModule output, AttentionShape shape, RotaryTable? rotary) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [.. projection.Modules, output];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var (q, k, v) = projection.Forward(pass, hidden);
        if (rotary is not null)
        {
            var angles = pass.Angles(rotary);
            q = pass.Ops.Rotate(q, angles.Cos, angles.Sin, shape.HeadSize);
            k = pass.Ops.Rotate(k, angles.Cos, angles.Sin, shape.HeadSize);
        }

        return pass.Linear(output, pass.Attend(q, k, v, shape));
    }
}
