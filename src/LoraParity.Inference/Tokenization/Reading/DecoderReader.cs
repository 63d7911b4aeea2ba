using LoraParity.Inference.Tokenization.Decoders;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>decoder</c> of a tokenizer file.</summary>
internal static class DecoderReader
{
    private const string Known = "'ByteLevel'";

    internal static ITokenDecoder Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return json.Type switch
        {
            "ByteLevel" => new ByteLevelDecoder(),
            _ => throw json.UnknownType("decoder", Known),
        };
    }
}
