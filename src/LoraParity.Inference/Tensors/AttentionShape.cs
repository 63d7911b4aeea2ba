namespace LoraParity.Inference.Tensors;

/// <summary>How one attention layer attends.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key and value heads; query head h reads key head h · KeyValueHeads / Heads.</param>
/// <param name="HeadSize">Features of one head.</param>
/// <param name="Scale">Factor on q·k, applied to the rounded product and rounded again, as eager attention does.</param>
public sealed record AttentionShape(int Heads, int KeyValueHeads, int HeadSize, float Scale)
{
    /// <summary>Whether a position sees only itself and earlier ones.</summary>
    public bool Causal { get; init; } = true;

    /// <summary>Most positions seen, itself included; null sees all (sliding-window attention).</summary>
    public int? Window { get; init; }

    /// <summary>
    /// Whether the softmax is taken of an fp32 copy of the scores; BERT and GPT-2 take it of the 16-bit scores themselves, where
    /// PyTorch's kernel sums in another order.
    /// </summary>
    public bool UpcastsScores { get; init; } = true;

    /// <summary>cap · tanh(score / cap) on the scaled scores, each step rounded (Gemma 2); null applies none.</summary>
    public float? SoftCap { get; init; }
}
