using LoraParity.Inference.Tokenization.Models;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>model</c> of a tokenizer file.</summary>
internal static class ModelReader
{
    private const string Known = "'BPE'";

    internal static ITokenModel Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return (json.Type ?? GuessedType(json)) switch
        {
            "BPE" => BpeReader.Read(json),
            _ => throw json.UnknownType("model", Known),
        };
    }

    /// <summary>Old files do not name the type; their fields do.</summary>
    private static string? GuessedType(ComponentJson json) => json.Has("merges") ? "BPE" : null;
}
