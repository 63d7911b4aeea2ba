namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Where SentencePiece's space mark is put before a text that does not start with one.</summary>
internal enum MetaspaceScheme
{
    /// <summary>Before every piece.</summary>
    Always,

    /// <summary>Before the piece that starts the text.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
