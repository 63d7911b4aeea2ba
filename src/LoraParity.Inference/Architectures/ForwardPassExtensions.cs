using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures;

/// <summary>Steps that most layers take.</summary>
public static class ForwardPassExtensions
{
    /// <summary>x through a norm.</summary>
    public static Tensor Norm(this IForwardPass pass, NormModule norm, Tensor x)
    {
        var weight = pass.Vector(norm, norm.Weight);
        return norm.Style is { } style
            ? pass.Ops.RmsNorm(x, weight, norm.Epsilon, style)
            : pass.Ops.LayerNorm(x, weight, norm.Bias is null ? null : pass.Vector(norm, norm.Bias), norm.Epsilon);
    }
}
