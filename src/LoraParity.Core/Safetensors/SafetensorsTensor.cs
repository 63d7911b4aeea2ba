namespace LoraParity.Safetensors;

/// <summary>One tensor that is going to be written.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
public sealed record SafetensorsTensor(string Name, SafetensorsDtype Dtype, IReadOnlyList<long> Shape)
{
    /// <summary>Number of elements.</summary>
    public long Elements => Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));

    /// <summary>Size in bytes.</summary>
    public long Length => checked(Elements * Dtype.Bytes());

    /// <summary>The order in which the format's own library writes: wide element types first, then by name.</summary>
    public static IReadOnlyList<SafetensorsTensor> InLibraryOrder(IEnumerable<SafetensorsTensor> tensors) =>
        [.. tensors.OrderByDescending(tensor => tensor.Dtype).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
}
