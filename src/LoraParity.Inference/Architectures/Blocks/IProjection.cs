using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Makes queries, keys and values of hidden states.</summary>
public interface IProjection
{
    /// <summary>All modules, in the order in which the model defines them.</summary>
    IReadOnlyList<Module> Modules { get; }

    /// <summary>Queries [rows, heads · head size], keys and values [rows, key-value heads · head size].</summary>
    (Tensor Query, Tensor Key, Tensor Value) Forward(IForwardPass pass, Tensor hidden);
}
