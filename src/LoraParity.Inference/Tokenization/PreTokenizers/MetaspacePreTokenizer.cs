using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>SentencePiece's spaces: each becomes a mark, and words are cut before it.</summary>
internal sealed class MetaspacePreTokenizer(string mark, MetaspaceScheme scheme, bool splits) : IPreTokenizer
{
    private readonly LiteralPattern _mark = new(mark);

    public void Split(Piece piece, List<Piece> pieces)
    {
        var text = piece.Text.ToString().Replace(" ", mark, StringComparison.Ordinal);
        var wantsMark = scheme == MetaspaceScheme.Always || (scheme == MetaspaceScheme.First && piece.AtTextStart);
        if (wantsMark && !text.StartsWith(mark, StringComparison.Ordinal)) text = mark + text;
        var marked = Piece.Whole(text, piece.AtTextStart);
        if (splits) PieceSplitter.Split(marked, _mark, SplitBehavior.MergedWithNext, false, pieces);
        else pieces.Add(marked);
    }
}
