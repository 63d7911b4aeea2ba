using LoraParity.Inference.Tokenization.Decoders;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>decoder</c> of a tokenizer file.</summary>
internal static class DecoderReader
{
    private const string Known = "'BPEDecoder', 'ByteFallback', 'ByteLevel', 'CTC', 'Fuse', 'Metaspace', 'Replace', 'Sequence', 'Strip' "
        + "and 'WordPiece'";

    internal static ITokenDecoder Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return json.Type switch
        {
            "BPEDecoder" => new BpeDecoder(json.Text("suffix")),
            "ByteFallback" => new ByteFallbackDecoder(),
            "ByteLevel" => new ByteLevelDecoder(),
            "CTC" => new CtcDecoder(json.Text("pad_token"), json.Text("word_delimiter_token"), json.Flag("cleanup", true)),
            "Fuse" => new FuseDecoder(),
            "Metaspace" => new MetaspaceDecoder(MetaspaceReader.Mark(json), MetaspaceReader.Scheme(json)),
            "Replace" => new ReplaceDecoder(json.Pattern(), json.Text("content")),
            "Sequence" => new SequenceDecoder([.. json.Children("decoders").Select(Read)]),
            "Strip" => new StripDecoder(json.Text("content"), json.Number("start"), json.Number("stop")),
            "WordPiece" => new WordPieceDecoder(json.Text("prefix"), json.Flag("cleanup", true)),
            _ => throw json.UnknownType("decoder", Known),
        };
    }
}
