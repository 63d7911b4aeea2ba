namespace LoraParity.Plans;

/// <summary>Who decodes.</summary>
public enum DecodeMode
{
    /// <summary>Only the reference decodes; all other variants are scored on its tokens.</summary>
    Forced,

    /// <summary>Every variant also decodes by itself; logits are still compared on the reference's tokens.</summary>
    Free,
}
