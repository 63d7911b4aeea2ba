namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>How a repetition gives back what it took.</summary>
internal enum RepeatKind
{
    /// <summary>Takes as much as it can and gives back as needed.</summary>
    Greedy,

    /// <summary>Takes as little as it can and more as needed.</summary>
    Lazy,

    /// <summary>Takes as much as it can and gives nothing back.</summary>
    Possessive,
}
