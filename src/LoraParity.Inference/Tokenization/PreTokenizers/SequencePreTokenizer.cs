namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Pre-tokenizers one after the other, each cutting what the one before left.</summary>
internal sealed class SequencePreTokenizer(IReadOnlyList<IPreTokenizer> steps) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> pieces)
    {
        List<Piece> current = [piece];
        foreach (var step in steps)
        {
            var next = new List<Piece>(current.Count);
            foreach (var part in current) step.Split(part, next);
            current = next;
        }

        pieces.AddRange(current);
    }
}
