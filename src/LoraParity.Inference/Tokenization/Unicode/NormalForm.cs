namespace LoraParity.Inference.Tokenization.Unicode;

/// <summary>A Unicode normalization form.</summary>
internal enum NormalForm
{
    /// <summary>Canonical composition.</summary>
    C,

    /// <summary>Canonical decomposition.</summary>
    D,

    /// <summary>Compatibility composition.</summary>
    KC,

    /// <summary>Compatibility decomposition.</summary>
    KD,
}
