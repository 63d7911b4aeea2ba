using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts at the matches of a pattern.</summary>
internal sealed class SplitPreTokenizer(ITextPattern pattern, SplitBehavior behavior, bool inverted = false) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> pieces) => PieceSplitter.Split(piece, pattern, behavior, inverted, pieces);
}
