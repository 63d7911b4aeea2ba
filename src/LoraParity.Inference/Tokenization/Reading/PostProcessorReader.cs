using System.Text.Json;
using LoraParity.Inference.Tokenization.PostProcessors;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>post_processor</c> of a tokenizer file.</summary>
internal static class PostProcessorReader
{
    private const string Known = "'BertProcessing', 'ByteLevel', 'RobertaProcessing', 'Sequence' and 'TemplateProcessing'";

    internal static IPostProcessor Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return (json.Type ?? (json.Has("cls") ? "BertProcessing" : null)) switch
        {
            "ByteLevel" => new UnchangedPostProcessor(),
            "BertProcessing" or "RobertaProcessing" => new TemplatePostProcessor([[PairedId(json, "cls")], null, [PairedId(json, "sep")]]),
            "Sequence" => new SequencePostProcessor([.. json.Children("processors").Select(Read)]),
            "TemplateProcessing" => new TemplatePostProcessor([.. json.Children("single").Select(part => Part(part, json))]),
            _ => throw json.UnknownType("post-processor", Known),
        };
    }

    private static List<int>? Part(ComponentJson part, ComponentJson template)
    {
        if (part.OptionalChild("Sequence") is { } sequence)
            return sequence.Text("id") == "A" ? null : throw sequence.Error("The template for one text asks for the second text");
        var name = part.Child("SpecialToken").Text("id");
        // Names may hold dots and brackets, so they are looked up, not joined into a path.
        return Ids(template.Child("special_tokens").OptionalChild(name)
            ?? throw part.Error($"The special token '{name}' is not among the template's 'special_tokens'"));
    }

    private static List<int> Ids(ComponentJson token) => [.. token.List("ids").EnumerateArray().Select(id =>
        id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var value) && value >= 0 ? value
        : throw token.Error($"The id '{id.GetRawText()}' is not a whole number"))];

    /// <summary>The id of <c>["[CLS]", 101]</c>.</summary>
    private static int PairedId(ComponentJson json, string name)
    {
        var pair = json.List(name);
        return pair.GetArrayLength() == 2 && pair[1].ValueKind == JsonValueKind.Number && pair[1].TryGetInt32(out var id) && id >= 0
            ? id
            : throw json.Error($"The field '{name}' must be a token and its id");
    }
}
