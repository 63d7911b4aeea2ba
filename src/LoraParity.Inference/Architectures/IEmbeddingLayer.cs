using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures;

/// <summary>The first step of a model: tokens to hidden states.</summary>
public interface IEmbeddingLayer
{
    /// <summary>All modules, in the order in which the model defines them.</summary>
    IReadOnlyList<Module> Modules { get; }

    /// <summary>The hidden states of the pass's batch, [rows, features].</summary>
    Tensor Forward(IForwardPass pass);
}
