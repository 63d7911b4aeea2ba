using System.Text;
using LoraParity.Inference.Tokenization;

namespace LoraParity.Inference.Tests.Tokenization;

/// <summary>Small tokenizer files for tests, with one part set and the others left out.</summary>
internal static class TokenizerJson
{
    /// <summary>A tokenizer whose file is <c>test.json</c>.</summary>
    internal static Tokenizer Load(string json) => Tokenizer.Parse(Encoding.UTF8.GetBytes(json), "test.json");

    internal static Tokenizer Model(string model, string others = "\"version\": \"1.0\"") => Load($$"""{{{others}}, "model": {{model}}}""");

    /// <summary>The tokenizer of a word-level vocabulary in the order given, the unknown token first.</summary>
    internal static Tokenizer Words(string others, params string[] words)
    {
        var vocabulary = string.Join(", ", words.Prepend("<unk>").Select((word, id) => $"{Quoted(word)}: {id}"));
        return Model($$"""{"type": "WordLevel", "vocab": {{{vocabulary}}}, "unk_token": "<unk>"}""", others);
    }

    internal static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
