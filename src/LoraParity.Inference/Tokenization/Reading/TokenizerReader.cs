using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.AddedTokens;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads a <c>tokenizer.json</c>.</summary>
internal static class TokenizerReader
{
    /// <summary>The parts of the file, put together.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds what is not known.</exception>
    internal static TokenizerParts Read(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The tokenizer file '{path}' cannot be read: {e.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>The parts of a file that was read.</summary>
    internal static TokenizerParts Read(ReadOnlyMemory<byte> json, string path)
    {
        using var document = Parse(json, path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InputException($"The tokenizer file '{path}' does not hold a JSON object.");
        try
        {
            return Read(new ComponentJson(document.RootElement, "", path));
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json has no other way to say it.
            throw new InputException($"The tokenizer file '{path}' holds half a character (an unpaired surrogate) in a text.");
        }
    }

    private static TokenizerParts Read(ComponentJson root)
    {
        if (root.OptionalText("version") is { } version && version != "1.0")
            throw root.Error($"The version '{version}' is not known; known is '1.0'");
        var normalizer = root.OptionalChild("normalizer") is { } n ? NormalizerReader.Read(n) : null;
        var model = ModelReader.Read(root.Child("model"));
        var added = root.Children("added_tokens", optional: true).Select(ReadAddedToken);
        return new TokenizerParts
        {
            Model = model,
            Added = new AddedVocabulary(added, model, normalizer),
            PreTokenizer = root.OptionalChild("pre_tokenizer") is { } p ? PreTokenizerReader.Read(p) : null,
            PostProcessor = root.OptionalChild("post_processor") is { } s ? PostProcessorReader.Read(s) : null,
            Decoder = root.OptionalChild("decoder") is { } d ? DecoderReader.Read(d) : null,
        };
    }

    private static AddedToken ReadAddedToken(ComponentJson json) => new()
    {
        Content = json.Text("content"),
        SingleWord = json.Flag("single_word", false),
        StripsLeft = json.Flag("lstrip", false),
        StripsRight = json.Flag("rstrip", false),
        Normalized = json.Flag("normalized", true),
        Special = json.Flag("special", false),
    };

    private static JsonDocument Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InputException($"The tokenizer file '{path}' is not valid JSON, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }
}
