using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Tokenization;

/// <summary>Files that cannot be used, and the sentence that each gives.</summary>
public sealed class TokenizerErrorTests
{
    [Theory]
    [InlineData("[]", "The tokenizer file 'test.json' does not hold a JSON object.")]
    [InlineData("{\n \"model\": ", "The tokenizer file 'test.json' is not valid JSON, at line 2, byte 11.")]
    [InlineData("{}", "The field 'model' is missing; it is an object, in the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "Morse"}}""", "The model type 'Morse' is not known; known are 'BPE', 'Unigram', 'WordLevel' and 'WordPiece', at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {}}""", "The model type '(none)' is not known; known are 'BPE', 'Unigram', 'WordLevel' and 'WordPiece', at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"version": "2.0"}""", "The version '2.0' is not known; known is '1.0', in the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}""", "The merge 'a b' cannot be used, because the token 'b' is not in the vocabulary, at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}""", "The merge '[\"a\"]' cannot be used, because it does not have two parts, at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": "0"}, "merges": []}}""", "The token 'a' has the id '\"0\"', which is not a whole number, at 'model.vocab' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {}, "merges": {}}}""", "The field 'merges' is '{}'; it must be a list, at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {}, "merges": [], "warp": 9}}""", "The field 'warp' of the type 'BPE' is not known, and ids could be others with it, at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "Unigram", "unk_id": 3, "vocab": [["a", 0]]}}""", "The 'unk_id' 3 is not among the 1 tokens, at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["a"]]}}""", "The entry 0 of 'vocab' is not a token and its score, at 'model' of the tokenizer file 'test.json'.")]
    [InlineData("""{"normalizer": {"type": "Rot13"}}""", "The normalizer type 'Rot13' is not known; known are 'BertNormalizer', 'ByteLevel', 'Lowercase', 'NFC', 'NFD', 'NFKC', 'NFKD', 'Nmt', 'Precompiled', 'Prepend', 'Replace', 'Sequence', 'Strip' and 'StripAccents', at 'normalizer' of the tokenizer file 'test.json'.")]
    [InlineData("""{"normalizer": {"type": "Precompiled", "precompiled_charsmap": "!"}}""", "The field 'precompiled_charsmap' is not a character map in base 64, at 'normalizer' of the tokenizer file 'test.json'.")]
    [InlineData("""{"normalizer": {"type": "Replace", "pattern": {"Regex": "["}, "content": ""}}""", "The pattern '[' has nothing where more is expected at character 1, at 'normalizer.pattern' of the tokenizer file 'test.json'.")]
    [InlineData("""{"normalizer": {"type": "Prepend", "prepend": 5}}""", "The field 'prepend' is '5'; it must be a text, at 'normalizer' of the tokenizer file 'test.json'.")]
    [InlineData("""{"normalizer": {"type": "Prepend", "prepend": "\ud800"}}""", "The field 'prepend' holds half a character (an unpaired surrogate), at 'normalizer' of the tokenizer file 'test.json'.")]
    public void Load_FileThatCannotBeUsed_SaysWhatAndWhere(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<InputException>(() => TokenizerJson.Load(json)).Message);

    [Theory]
    [InlineData("""{"type": "Sequence", "pretokenizers": [{"type": "Digits"}, {"type": "Scissors"}]}""", "The pre-tokenizer type 'Scissors' is not known; known are 'BertPreTokenizer', 'ByteLevel', 'CharDelimiterSplit', 'Digits', 'FixedLength', 'Metaspace', 'Punctuation', 'Sequence', 'Split', 'UnicodeScripts', 'Whitespace' and 'WhitespaceSplit', at 'pre_tokenizer.pretokenizers[1]' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "Split", "pattern": {"String": "a"}, "behavior": "Torn"}""", "The behavior 'Torn' is not known; known are 'Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous', at 'pre_tokenizer' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": false, "prepend_scheme": "first"}""", "The fields 'add_prefix_space' and 'prepend_scheme' ('first') contradict each other, at 'pre_tokenizer' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "last"}""", "The 'prepend_scheme' 'last' is not known; known are 'always', 'first' and 'never', at 'pre_tokenizer' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "Digits", "individual_digits": "yes"}""", "The field 'individual_digits' is '\"yes\"'; it must be true or false, at 'pre_tokenizer' of the tokenizer file 'test.json'.")]
    public void Load_PreTokenizerThatCannotBeUsed_SaysWhatAndWhere(string preTokenizer, string expected) => Assert.Equal(
        expected, Assert.Throws<InputException>(() => TokenizerJson.Words($"\"pre_tokenizer\": {preTokenizer}")).Message);

    [Theory]
    [InlineData("""{"type": "Stamp"}""", "The post-processor type 'Stamp' is not known; known are 'BertProcessing', 'ByteLevel', 'RobertaProcessing', 'Sequence' and 'TemplateProcessing', at 'post_processor' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "BertProcessing", "sep": ["[SEP]"], "cls": ["[CLS]", 1]}""", "The field 'sep' must be a token and its id, at 'post_processor' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[X]"}}], "special_tokens": {}}""", "The special token '[X]' is not among the template's 'special_tokens', at 'post_processor.single[0]' of the tokenizer file 'test.json'.")]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "B"}}], "special_tokens": {}}""", "The template for one text asks for the second text, at 'post_processor.single[0].Sequence' of the tokenizer file 'test.json'.")]
    public void Load_PostProcessorThatCannotBeUsed_SaysWhatAndWhere(string postProcessor, string expected) => Assert.Equal(
        expected, Assert.Throws<InputException>(() => TokenizerJson.Words($"\"post_processor\": {postProcessor}")).Message);

    [Fact]
    public void Load_UnknownDecoder_SaysWhatAndWhere() => Assert.Equal(
        "The decoder type 'Enigma' is not known; known are 'BPEDecoder', 'ByteFallback', 'ByteLevel', 'CTC', 'Fuse', 'Metaspace', 'Replace', "
        + "'Sequence', 'Strip' and 'WordPiece', at 'decoder' of the tokenizer file 'test.json'.",
        Assert.Throws<InputException>(() => TokenizerJson.Words("\"decoder\": {\"type\": \"Enigma\"}")).Message);

    [Fact]
    public void Load_MissingFile_SaysWhich()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "tokenizer.json");
        var error = Assert.Throws<InputException>(() => Tokenizer.Load(path));
        Assert.Equal($"The tokenizer file '{path}' cannot be read: Could not find file '{path}'.", error.Message);
    }

    [Fact]
    public void Load_FieldsOfOtherTypes_AreReadOver()
    {
        // Older versions of the library left such fields, and it reads over them.
        var tokenizer = TokenizerJson.Words("""
            "pre_tokenizer": {"type": "WhitespaceSplit", "add_prefix_space": true, "str_rep": "x"}, "decoder": {"type": "Fuse", "novel": null}
            """, "a");
        Assert.Equal([1, 1], tokenizer.Encode("a a"));
    }
}
