using System.Text;
using System.Text.Json;
using LoraParity.Inference.Tokenization.PreTokenizers;
using LoraParity.Inference.Tokenization.Reading;

namespace LoraParity.Inference.Tests.Tokenization;

/// <summary>Each part of the pipeline by itself, read from the JSON that files have.</summary>
public sealed class PipelineTests
{
    [Theory]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "-"}, "behavior": "Removed", "invert": false}""", "the-final--countdown", "the|final|countdown")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "-"}, "behavior": "Isolated", "invert": false}""", "the-final--countdown", "the|-|final|-|-|countdown")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "-"}, "behavior": "MergedWithPrevious", "invert": false}""", "the-final--countdown", "the-|final-|-|countdown")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "-"}, "behavior": "MergedWithNext", "invert": false}""", "the-final--countdown", "the|-final|-|-countdown")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "-"}, "behavior": "Contiguous", "invert": false}""", "the-final--countdown", "the|-|final|--|countdown")]
    [InlineData("""{"type": "Split", "pattern": {"String": "."}, "behavior": "Removed", "invert": false}""", "a.b..c", "a|b|c")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "[a-z]+"}, "behavior": "Removed", "invert": true}""", "ab1cd 2", "ab|cd")]
    [InlineData("""{"type": "Whitespace"}""", "Hey man! a\u200db 1-2", "Hey|man|!|a\u200db|1|-|2")]
    [InlineData("""{"type": "WhitespaceSplit"}""", " Hey,\tman!\u3000x ", "Hey,|man!|x")]
    [InlineData("""{"type": "BertPreTokenizer"}""", "Hey friend!  How's ¿it? $5", "Hey|friend|!|How|'|s|¿|it|?|$|5")]
    [InlineData("""{"type": "Punctuation"}""", "Hey!! 5$—x", "Hey|!|!| 5|$|—|x")]
    [InlineData("""{"type": "Punctuation", "behavior": "Contiguous"}""", "Hey!! x", "Hey|!!| x")]
    [InlineData("""{"type": "Digits", "individual_digits": false}""", "a123b ½x", "a|123|b |½|x")]
    [InlineData("""{"type": "Digits", "individual_digits": true}""", "a123 ٤٥", "a|1|2|3| |٤|٥")]
    [InlineData("""{"type": "CharDelimiterSplit", "delimiter": "|"}""", "a|b||c", "a/b/c")]
    [InlineData("""{"type": "FixedLength", "length": 2}""", "ab😀cd", "ab|😀c|d")]
    [InlineData("""{"type": "UnicodeScripts"}""", "Apples are りんご 林檎 and", "Apples are |りんご 林檎 |and")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true}""", "Hi é\n", "ĠHi|ĠÃ©|Ċ")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true}""", "I'm 12 ok  !", "I|'m|Ġ12|Ġok|Ġ|Ġ!")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}""", "a b", "aĠb")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}""", "Hey  friend", "▁Hey|▁|▁friend")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": true}""", "Hey friend", "Hey|▁friend")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": false}""", "Hey friend", "▁Hey▁friend")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}""", " Hey", "▁Hey")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "str_rep": "▁", "add_prefix_space": true}""", "a b", "▁a|▁b")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": false}""", "a b", "a|▁b")]
    [InlineData("""{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first"}]}""", "a b", "▁a|b")]
    public void Split_PreTokenizer_GivesTheLibrarysPieces(string json, string text, string expected)
    {
        var pieces = new List<Piece>();
        PreTokenizerReader.Read(Component(json)).Split(Piece.Whole(text, true), pieces);
        var separator = json.Contains("CharDelimiterSplit", StringComparison.Ordinal) ? '/' : '|';
        Assert.Equal(expected, string.Join(separator, pieces.Select(piece => piece.Text.ToString())));
    }

    [Theory]
    [InlineData("""{"type": "Lowercase"}""", "ÀΣİẞ𐐀", "àσi\u0307ß𐐨")]
    [InlineData("""{"type": "NFC"}""", "e\u0301", "é")]
    [InlineData("""{"type": "NFKD"}""", "é①", "e\u03011")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": false}""", " \u3000a ", "a ")]
    [InlineData("""{"type": "Strip", "strip_left": false, "strip_right": true}""", " a\t", " a")]
    [InlineData("""{"type": "StripAccents"}""", "e\u0301a\u0903", "ea")]
    [InlineData("""{"type": "Prepend", "prepend": "▁"}""", "a", "▁a")]
    [InlineData("""{"type": "Prepend", "prepend": "▁"}""", "", "")]
    [InlineData("""{"type": "Replace", "pattern": {"String": "''"}, "content": "\""}""", "a''b'''", "a\"b\"'")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "$1"}""", "a   b c", "a$1b c")]
    [InlineData("""{"type": "Nmt"}""", "a\tb\u200bc\u0001d\ufeff", "a b cd ")]
    [InlineData("""{"type": "ByteLevel"}""", "a é", "aĠÃ©")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}""", "É\u0000\u200b\tx你\u00a0y", "e x 你  y")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": null, "lowercase": false}""", "É你\t", "É你\t")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": true, "lowercase": false}""", "É", "E")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": true, "strip_accents": false, "lowercase": true}""", "É𠀀𫠠", "é 𠀀 𫠠")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""", "Ü", "u")]
    public void Normalize_Normalizer_GivesTheLibrarysText(string json, string text, string expected) =>
        Assert.Equal(expected, NormalizerReader.Read(Component(json)).Normalize(text));

    [Fact]
    public void Normalize_PrecompiledMap_ReplacesClustersAndCharacters()
    {
        // A map with two entries, made by hand: 'A' to "x", and 'B' to nothing.
        var normalizer = NormalizerReader.Read(Component($$"""{"type": "Precompiled", "precompiled_charsmap": "{{HandMadeMap()}}"}"""));
        Assert.Equal("xbx", normalizer.Normalize("AbBA"));
        // The cluster A + accent starts with 'A', and the library replaces it as a whole.
        Assert.Equal("x.", normalizer.Normalize("A\u0301."));
    }

    [Theory]
    [InlineData("""{"type": "ByteLevel"}""", "Hi|ĠÃ|©|ĠðŁ", "Hi é \ufffd")]
    [InlineData("""{"type": "ByteLevel"}""", "Ġa|<x y>", " a<x y>")]
    [InlineData("""{"type": "ByteFallback"}""", "a|<0xC3>|<0xA9>|b|<0xC3>|<0xC3>", "a|é|b|\ufffd|\ufffd")]
    [InlineData("""{"type": "Fuse"}""", "a|b", "ab")]
    [InlineData("""{"type": "Strip", "content": " ", "start": 1, "stop": 0}""", "  a|b ", " a|b ")]
    [InlineData("""{"type": "Strip", "content": "H", "start": 0, "stop": 2}""", "HaHHH|H", "HaH|")]
    [InlineData("""{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}""", "▁a▁|b", " a |b")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"}""", "▁a|▁b", "a| b")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": false}""", "▁a|▁b", " a| b")]
    [InlineData("""{"type": "WordPiece", "prefix": "##", "cleanup": true}""", "##un|##aff|do|not|n't|.", "##un|aff| do| not|n't|.")]
    [InlineData("""{"type": "WordPiece", "prefix": "##", "cleanup": false}""", "a|.", "a| .")]
    [InlineData("""{"type": "BPEDecoder", "suffix": "</w>"}""", "a|b</w>|c</w>", "a|b |c")]
    [InlineData("""{"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": true}""", "<pad>|h|h|<pad>|h|i", "h|h|i")]
    [InlineData("""{"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}""", " a|<0x0A>", "a\n")]
    public void Decode_Decoder_GivesTheLibrarysParts(string json, string tokens, string expected) =>
        Assert.Equal(expected, string.Join('|', DecoderReader.Read(Component(json)).Decode([.. tokens.Split('|')])));

    [Fact]
    public void Decode_BytesThatEndInTheMiddle_AreReplacedOnce() =>
        Assert.Equal(["é\ufffd"], DecoderReader.Read(Component("""{"type": "ByteLevel"}""")).Decode(["Ã©", "Ã"]));

    [Theory]
    [InlineData("""{"type": "ByteLevel", "trim_offsets": true}""", new[] { 5 })]
    [InlineData("""{"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}""", new[] { 1, 5, 2 })]
    [InlineData("""{"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": true, "add_prefix_space": false}""", new[] { 0, 5, 2 })]
    [InlineData("""{"sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}""", new[] { 1, 5, 2 })]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[X]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "pair": [], "special_tokens": {"[X]": {"id": "[X]", "ids": [7, 8], "tokens": ["x", "y"]}}}""", new[] { 7, 8, 5 })]
    [InlineData("""{"type": "Sequence", "processors": [{"type": "ByteLevel"}, {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}]}""", new[] { 1, 5, 2 })]
    public void Process_PostProcessor_AddsItsTokens(string json, int[] expected) =>
        Assert.Equal(expected, PostProcessorReader.Read(Component(json)).Process([5]));

    private static ComponentJson Component(string json) => new(JsonDocument.Parse(json).RootElement, "part", "test.json");

    /// <summary>A double-array trie: unit 0 is the root, a node's children lie at its offset xor their byte.</summary>
    private static string HandMadeMap()
    {
        var units = new uint[256];
        units[0] = 1u << 10;
        // The children of the root lie at 1 ^ byte; their values at their own offset, xor 0.
        units[1 ^ 'A'] = (uint)'A' | 1u << 8 | (uint)((1 ^ 'A') ^ 200) << 10;
        units[200] = 1u << 31;
        units[1 ^ 'B'] = (uint)'B' | 1u << 8 | (uint)((1 ^ 'B') ^ 201) << 10;
        units[201] = 1u << 31 | 1;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(units.Length * 4);
        foreach (var unit in units) writer.Write(unit);
        writer.Write(Encoding.UTF8.GetBytes("x\0\0"));
        return Convert.ToBase64String(bytes.ToArray());
    }
}
