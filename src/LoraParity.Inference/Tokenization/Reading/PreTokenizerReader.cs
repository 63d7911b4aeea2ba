using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer file.</summary>
internal static class PreTokenizerReader
{
    private const string Known = "'ByteLevel', 'Sequence' and 'Split'";

    internal static IPreTokenizer Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return json.Type switch
        {
            "ByteLevel" => new ByteLevelPreTokenizer(json.Flag("add_prefix_space", true), json.Flag("use_regex", true)),
            "Sequence" => new SequencePreTokenizer([.. json.Children("pretokenizers").Select(Read)]),
            "Split" => new SplitPreTokenizer(json.Pattern(), Behavior(json), json.Flag("invert", false)),
            _ => throw json.UnknownType("pre-tokenizer", Known),
        };
    }

    private static SplitBehavior Behavior(ComponentJson json) => Enum.TryParse<SplitBehavior>(json.Text("behavior"), out var behavior)
        ? behavior
        : throw json.Error($"The behavior '{json.Text("behavior")}' is not known; known are {string.Join(", ", Enum.GetNames<SplitBehavior>())}");
}
