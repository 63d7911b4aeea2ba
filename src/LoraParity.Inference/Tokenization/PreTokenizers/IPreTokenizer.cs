namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts a piece of normalized text into the pieces that the model sees one by one.</summary>
internal interface IPreTokenizer
{
    /// <summary>Appends the pieces, none of them empty.</summary>
    void Split(Piece piece, List<Piece> pieces);
}
