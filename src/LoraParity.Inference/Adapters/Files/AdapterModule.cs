namespace LoraParity.Inference.Adapters.Files;

/// <summary>The LoRA tensors of one module, or of one targeted parameter of it, as the file has them.</summary>
/// <param name="Path">The module's path in the base model.</param>
/// <param name="Nesting">See <see cref="AdapterKey.Nesting"/>; 0 for ordinary modules.</param>
public sealed record AdapterModule(string Path, int Nesting)
{
    /// <summary>A, of a linear layer, an embedding or targeted parameters; null where the file lacks it.</summary>
    public AdapterTensor? A { get; init; }

    /// <summary>B; null where the file lacks it.</summary>
    public AdapterTensor? B { get; init; }

    /// <summary>The bias of B.</summary>
    public AdapterTensor? BBias { get; init; }

    /// <summary>DoRA's magnitude.</summary>
    public AdapterTensor? Magnitude { get; init; }

    /// <summary>Whether A and B are an embedding's.</summary>
    public bool IsEmbedding => (A ?? B)?.Key.Role is AdapterTensorRole.EmbeddingA or AdapterTensorRole.EmbeddingB;

    /// <summary>The rank in the file: A's first dimension; 0 where A is missing or a scalar.</summary>
    public int Rank => A is { Shape: [var rank, ..] } ? (int)Math.Min(rank, int.MaxValue) : 0;

    /// <summary>All tensors there are.</summary>
    public IEnumerable<AdapterTensor> Tensors => new[] { A, B, BBias, Magnitude }.OfType<AdapterTensor>();
}
