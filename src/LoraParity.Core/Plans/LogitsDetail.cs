namespace LoraParity.Plans;

/// <summary>How much of the logits a snapshot keeps.</summary>
public enum LogitsDetail
{
    /// <summary>Per position the top k with logsumexp and tail mass.</summary>
    Top,

    /// <summary>Every row, in a safetensors file beside the snapshot.</summary>
    Full,

    /// <summary>Tokens and text only.</summary>
    Off,
}
