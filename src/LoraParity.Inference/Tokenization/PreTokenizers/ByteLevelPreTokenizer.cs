using System.Text;
using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>GPT-2's pre-tokenizer: cuts at words (where asked to) and writes every byte as a printable character.</summary>
internal sealed class ByteLevelPreTokenizer(bool addsPrefixSpace, bool usesRegex) : IPreTokenizer
{
    private static readonly Lazy<RegexPattern> Words = new(() => new RegexPattern(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"));

    public void Split(Piece piece, List<Piece> pieces)
    {
        if (addsPrefixSpace && !piece.Text.StartsWith(' ')) piece = Piece.Whole($" {piece.Text}", piece.AtTextStart);
        var parts = new List<Piece>();
        if (usesRegex) PieceSplitter.Split(piece, Words.Value, SplitBehavior.Isolated, false, parts);
        else parts.Add(piece);
        ToByteCharacters(parts, pieces);
    }

    private static void ToByteCharacters(List<Piece> parts, List<Piece> pieces)
    {
        var output = new StringBuilder();
        var ends = new List<int>(parts.Count);
        foreach (var part in parts)
        {
            ByteAlphabet.Append(part.Text, output);
            ends.Add(output.Length);
        }

        var source = output.ToString();
        for (var index = 0; index < ends.Count; index++)
        {
            var start = index == 0 ? 0 : ends[index - 1];
            pieces.Add(new Piece(source, start, ends[index] - start, parts[index].AtTextStart));
        }
    }
}
