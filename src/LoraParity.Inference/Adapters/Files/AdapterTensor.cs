using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Files;

/// <summary>One tensor of an adapter's file.</summary>
/// <param name="File">The mapped file; it belongs to the adapter.</param>
/// <param name="Entry">The tensor, under the key that the file has.</param>
/// <param name="Key">The key taken apart.</param>
public sealed record AdapterTensor(SafetensorsFile File, SafetensorsEntry Entry, AdapterKey Key)
{
    /// <summary>Its dimensions, outermost first.</summary>
    public IReadOnlyList<long> Shape => Entry.Shape;

    /// <summary>Reads elements as fp32, exactly.</summary>
    public void ReadFloats(long firstElement, Span<float> destination) => File.ReadFloats(Entry, firstElement, destination);
}
