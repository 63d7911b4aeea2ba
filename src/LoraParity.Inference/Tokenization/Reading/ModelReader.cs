using System.Text.Json;
using LoraParity.Inference.Tokenization.Models;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>model</c> of a tokenizer file.</summary>
internal static class ModelReader
{
    private const string Known = "'BPE', 'Unigram', 'WordLevel' and 'WordPiece'";

    internal static ITokenModel Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return (json.Type ?? GuessedType(json)) switch
        {
            "BPE" => BpeReader.Read(json),
            "Unigram" => UnigramReader.Read(json),
            "WordLevel" => new WordLevelModel(VocabularyReader.Read(json), json.Text("unk_token")),
            "WordPiece" => new WordPieceModel(VocabularyReader.Read(json), json.Text("unk_token"),
                json.Text("continuing_subword_prefix"), json.Number("max_input_chars_per_word")),
            _ => throw json.UnknownType("model", Known),
        };
    }

    /// <summary>Old files do not name the type; their fields do.</summary>
    private static string? GuessedType(ComponentJson json)
    {
        if (json.Has("merges")) return "BPE";
        if (json.Has("max_input_chars_per_word")) return "WordPiece";
        if (!json.Has("vocab")) return null;
        return json.Element.GetProperty("vocab").ValueKind == JsonValueKind.Array ? "Unigram" : "WordLevel";
    }
}
