using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures;

/// <summary>A step of a model that turns rows into rows: a decoder layer, an attention, an MLP.</summary>
public interface ILayer
{
    /// <summary>All modules, in the order in which the model defines them.</summary>
    IReadOnlyList<Module> Modules { get; }

    /// <summary>Computes the step.</summary>
    /// <param name="pass">Operations and modules.</param>
    /// <param name="hidden">[rows, features] in the compute dtype.</param>
    Tensor Forward(IForwardPass pass, Tensor hidden);
}
