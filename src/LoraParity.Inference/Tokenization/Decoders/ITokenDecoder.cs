namespace LoraParity.Inference.Tokenization.Decoders;

/// <summary>Turns tokens back into text; the parts it returns are joined without anything between.</summary>
internal interface ITokenDecoder
{
    /// <summary>The decoded parts.</summary>
    List<string> Decode(List<string> tokens);
}
