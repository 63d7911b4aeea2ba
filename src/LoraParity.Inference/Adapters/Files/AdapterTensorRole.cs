namespace LoraParity.Inference.Adapters.Files;

/// <summary>What a tensor of an adapter's file is for.</summary>
public enum AdapterTensorRole
{
    /// <summary>A of a linear layer or of targeted parameters: [rank, inputs].</summary>
    A,

    /// <summary>B of a linear layer or of targeted parameters: [outputs, rank].</summary>
    B,

    /// <summary>The bias of B (<c>lora_bias</c>): [outputs].</summary>
    BBias,

    /// <summary>A of an embedding: [rank, vocabulary].</summary>
    EmbeddingA,

    /// <summary>B of an embedding: [features, rank].</summary>
    EmbeddingB,

    /// <summary>DoRA's magnitude: [outputs].</summary>
    Magnitude,

    /// <summary>Rows that replace an embedding's (<c>trainable_token_indices</c>): [tokens, features].</summary>
    TokenRows,

    /// <summary>A whole parameter of the base: <c>modules_to_save</c>, trained biases, resized embeddings.</summary>
    Parameter,

    /// <summary>A copy that PEFT saves and does not read: the original of a saved module.</summary>
    Ignored,

    /// <summary>A part of an adapter that is not plain LoRA or DoRA.</summary>
    Unknown,
}
