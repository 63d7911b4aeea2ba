using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Architectures.Rotary;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Architectures;

/// <summary>
/// What a layer is given to compute with: operations, and the layer's own modules as one variant has them.
/// A layer never sees whether an adapter is attached or merged, nor which dtypes were used on the way.
/// </summary>
public interface IForwardPass
{
    /// <summary>The operations.</summary>
    ITensorBackend Ops { get; }

    /// <summary>The dtype of all activations between modules.</summary>
    Precision Compute { get; }

    /// <summary>Tokens and positions of the rows.</summary>
    SequenceBatch Batch { get; }

    /// <summary>x through a linear layer, with every adapter attached to it; [rows, outputs] in the compute dtype.</summary>
    Tensor Linear(LinearModule module, Tensor x);

    /// <summary>x·Wᵀ with a bare matrix of a module: one expert, a router.</summary>
    Tensor Product(Module module, Parameter weight, Tensor x);

    /// <summary>Rows of an embedding, with every adapter attached to it; [ids, features] in the compute dtype.</summary>
    Tensor Embed(EmbeddingModule module, IReadOnlyList<int> ids);

    /// <summary>A vector parameter of a module as one row in the compute dtype.</summary>
    Tensor Vector(Module module, Parameter parameter);

    /// <summary>Attention over this batch and, while decoding, what this layer has cached of it.</summary>
    Tensor Attend(Tensor q, Tensor k, Tensor v, AttentionShape shape);

    /// <summary>The batch's angles; formed once per batch and dtype.</summary>
    RotaryAngles Angles(RotaryTable table);
}
