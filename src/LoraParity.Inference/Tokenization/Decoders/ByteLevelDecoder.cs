using System.Text;
using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Turns byte characters back into bytes, and these into text. A token with any other character is taken as it is.</summary>
internal sealed class ByteLevelDecoder : ITokenDecoder
{
    public List<string> Decode(List<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (var token in tokens)
        {
            if (token.All(c => ByteAlphabet.ToByte(c) >= 0)) bytes.AddRange(token.Select(c => (byte)ByteAlphabet.ToByte(c)));
            else bytes.AddRange(Encoding.UTF8.GetBytes(token));
        }

        return [Encoding.UTF8.GetString([.. bytes])];
    }
}
