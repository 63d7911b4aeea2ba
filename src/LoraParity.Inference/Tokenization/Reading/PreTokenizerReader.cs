using LoraParity.Inference.Tokenization.Patterns;
using LoraParity.Inference.Tokenization.PreTokenizers;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer file.</summary>
internal static class PreTokenizerReader
{
    private const string Known = "'BertPreTokenizer', 'ByteLevel', 'CharDelimiterSplit', 'Digits', 'FixedLength', 'Metaspace', 'Punctuation', "
        + "'Sequence', 'Split', 'UnicodeScripts', 'Whitespace' and 'WhitespaceSplit'";

    internal static IPreTokenizer Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return json.Type switch
        {
            "BertPreTokenizer" => new SequencePreTokenizer([Spaces(), Cutter(UnicodeSets.Punctuation, SplitBehavior.Isolated)]),
            "ByteLevel" => new ByteLevelPreTokenizer(json.Flag("add_prefix_space", true), json.Flag("use_regex", true)),
            "CharDelimiterSplit" => new SplitPreTokenizer(new LiteralPattern(json.Text("delimiter")), SplitBehavior.Removed),
            "Digits" => Cutter(UnicodeSets.Number, json.Flag("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
            "FixedLength" => new FixedLengthPreTokenizer(Math.Max(json.OptionalNumber("length") ?? 5, 1)),
            "Metaspace" => new MetaspacePreTokenizer(MetaspaceReader.Mark(json), MetaspaceReader.Scheme(json), json.Flag("split", true)),
            "Punctuation" => Cutter(UnicodeSets.Punctuation, Behavior(json, SplitBehavior.Isolated)),
            "Sequence" => new SequencePreTokenizer([.. json.Children("pretokenizers").Select(Read)]),
            "Split" => new SplitPreTokenizer(json.Pattern(), Behavior(json, null), json.Flag("invert", false)),
            "UnicodeScripts" => new UnicodeScriptsPreTokenizer(),
            "Whitespace" => Words(),
            "WhitespaceSplit" => Spaces(),
            _ => throw json.UnknownType("pre-tokenizer", Known),
        };
    }

    private static SplitPreTokenizer Cutter(CodePointSet set, SplitBehavior behavior) => new(new SetPattern(set), behavior);

    private static SplitPreTokenizer Spaces() => new(SetPattern.Space, SplitBehavior.Removed);

    /// <summary>Words and runs of what is neither word nor space; to Rust, whose classes hold here, the joiners are word characters.</summary>
    private static SplitPreTokenizer Words() =>
        new(new RegexPattern(@"[\w\u200c\u200d]+|[^\w\s\u200c\u200d]+"), SplitBehavior.Removed, inverted: true);

    private static SplitBehavior Behavior(ComponentJson json, SplitBehavior? absent)
    {
        var name = absent is null ? json.Text("behavior") : json.OptionalText("behavior");
        if (name is null) return absent!.Value;
        return Enum.GetNames<SplitBehavior>().Contains(name)
            ? Enum.Parse<SplitBehavior>(name)
            : throw json.Error($"The behavior '{name}' is not known; known are '{string.Join("', '", Enum.GetNames<SplitBehavior>())}'");
    }
}
