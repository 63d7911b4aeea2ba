using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>The tensors of one adapter at one module or bare parameter.</summary>
/// <param name="A"><c>lora_A</c>: [rank, inputs]; of an embedding <c>lora_embedding_A</c>: [rank, vocabulary].</param>
/// <param name="B"><c>lora_B</c>: [outputs, rank]; of an embedding <c>lora_embedding_B</c>: [features, rank].</param>
/// <param name="Scaling">α/r or α/√r with this module's own r and α, times the adapter's weight.</param>
internal sealed record LoraModule(CheckpointTensor A, CheckpointTensor B, double Scaling)
{
    /// <summary>The bias of <c>lora_B</c>, or null.</summary>
    public CheckpointTensor? Bias { get; init; }

    /// <summary>DoRA's magnitude, or null.</summary>
    public CheckpointTensor? Magnitude { get; init; }
}
