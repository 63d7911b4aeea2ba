using LoraParity.Safetensors;

namespace LoraParity.Inference.Checkpoints;

/// <summary>One tensor of a checkpoint and the file that holds it.</summary>
/// <param name="File">The mapped file; it belongs to the checkpoint.</param>
/// <param name="Entry">The tensor.</param>
public sealed record CheckpointTensor(SafetensorsFile File, SafetensorsEntry Entry)
{
    /// <summary>The tensor's name.</summary>
    public string Name => Entry.Name;

    /// <summary>Its dimensions, outermost first.</summary>
    public IReadOnlyList<long> Shape => Entry.Shape;

    /// <summary>Its element type.</summary>
    public SafetensorsDtype Dtype => Entry.Dtype;

    /// <summary>Reads elements as fp32, exactly; see <see cref="SafetensorsFile.ReadFloats(SafetensorsEntry, long, Span{float})"/>.</summary>
    public void ReadFloats(long firstElement, Span<float> destination) => File.ReadFloats(Entry, firstElement, destination);

    /// <summary>Reads its bytes into memory, so that they are there when they are used.</summary>
    public void Prefetch() => File.Prefetch(Entry);

    /// <summary>Gives the memory back that holds its bytes; they can still be read.</summary>
    public void Release() => File.Release(Entry);
}
