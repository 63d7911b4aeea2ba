namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts after every so many characters.</summary>
internal sealed class FixedLengthPreTokenizer(int length) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> pieces)
    {
        int start = 0, offset = 0, characters = 0;
        foreach (var rune in piece.Text.EnumerateRunes())
        {
            if (characters++ == length)
            {
                pieces.Add(piece.Slice(start, offset));
                (start, characters) = (offset, 1);
            }

            offset += rune.Utf16SequenceLength;
        }

        if (start < offset) pieces.Add(piece.Slice(start, offset));
    }
}
