using LoraParity.Inference.Checkpoints;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Merging;

/// <summary>One tensor of the merged checkpoint and where its values come from.</summary>
/// <param name="Tensor">Name, element type and shape.</param>
internal sealed record OutputTensor(SafetensorsTensor Tensor)
{
    /// <summary>The derived parameters that it holds, in order; empty where it is a copy.</summary>
    public IReadOnlyList<TensorPart> Parts { get; init; } = [];

    /// <summary>The base's tensor that it has the bytes of; null where it is derived.</summary>
    public CheckpointTensor? Copy { get; init; }

    /// <summary>The base's tensor that it is read from; null where it has another source.</summary>
    public CheckpointTensor? Source { get; init; }

    /// <summary>Whether an adapter changed it.</summary>
    public bool IsChanged { get; init; }
}
