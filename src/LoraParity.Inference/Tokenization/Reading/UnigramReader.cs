using System.Text.Json;
using LoraParity.Inference.Tokenization.Models;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads a Unigram model.</summary>
internal static class UnigramReader
{
    internal static UnigramModel Read(ComponentJson json)
    {
        var tokens = json.List("vocab").EnumerateArray().Select((entry, index) => Token(entry, index, json)).ToList();
        var unknown = json.OptionalNumber("unk_id");
        if (unknown >= tokens.Count) throw json.Error($"The 'unk_id' {unknown} is not among the {tokens.Count} tokens");
        return new UnigramModel(tokens, unknown, json.Flag("byte_fallback", false));
    }

    private static (string, double) Token(JsonElement entry, int index, ComponentJson json) =>
        entry.ValueKind == JsonValueKind.Array && entry.GetArrayLength() == 2
        && entry[0].ValueKind == JsonValueKind.String && entry[1].ValueKind == JsonValueKind.Number
            ? (entry[0].GetString()!, entry[1].GetDouble())
            : throw json.Error($"The entry {index} of 'vocab' is not a token and its score");
}
