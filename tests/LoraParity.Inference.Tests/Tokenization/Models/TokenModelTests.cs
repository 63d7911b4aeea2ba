using LoraParity.Diagnostics;

namespace LoraParity.Inference.Tests.Tokenization.Models;

public sealed class TokenModelTests
{
    private const string Bpe = """
        "type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "<unk>": 3, "<0xC3>": 4, "<0xA9>": 5, "abab": 6}, "merges": ["a b"]
        """;

    [Theory]
    [InlineData("", "abcab", new[] { 2, 2 })]
    [InlineData(", \"unk_token\": \"<unk>\"", "xyab", new[] { 3, 3, 2 })]
    [InlineData(", \"unk_token\": \"<unk>\", \"fuse_unk\": true", "xyabz", new[] { 3, 2, 3 })]
    [InlineData(", \"unk_token\": \"<unk>\", \"byte_fallback\": true", "éa", new[] { 4, 5, 0 })]
    // Bytes do not wake up an unknown character that waits to be fused: it comes after them, as in the library.
    [InlineData(", \"unk_token\": \"<unk>\", \"byte_fallback\": true, \"fuse_unk\": true", "xéa", new[] { 4, 5, 3, 0 })]
    [InlineData(", \"byte_fallback\": true", "ü", new int[0])]
    [InlineData("", "abab", new[] { 2, 2 })]
    [InlineData(", \"ignore_merges\": true", "abab", new[] { 6 })]
    [InlineData(", \"dropout\": 0.5", "ab", new[] { 2 })]
    public void Encode_Bpe_FollowsItsOptions(string options, string text, int[] expected) =>
        Assert.Equal(expected, TokenizerJson.Model($$"""{{{Bpe}}{{options}}}""").Encode(text));

    [Fact]
    public void Encode_BpeWithPrefixAndSuffix_DecoratesTheCharacters()
    {
        const string model = """
            {"type": "BPE", "vocab": {"a": 0, "##b": 1, "##c</w>": 2, "ab": 3, "abc</w>": 4, "a</w>": 5}, "merges": [["a", "##b"], ["ab", "##c</w>"]],
             "continuing_subword_prefix": "##", "end_of_word_suffix": "</w>"}
            """;
        Assert.Equal([4], TokenizerJson.Model(model).Encode("abc"));
        Assert.Equal([5], TokenizerJson.Model(model).Encode("a"));
    }

    [Fact]
    public void Encode_BpeWithoutTypeAndWithVersionLine_IsRead()
    {
        const string model = """{"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["#version: 0.2", "a b"]}""";
        Assert.Equal([2], TokenizerJson.Model(model).Encode("ab"));
    }

    [Theory]
    [InlineData("unaffable", new[] { 1, 2, 3 })]
    [InlineData("unaffablex", new[] { 0 })]
    [InlineData("un", new[] { 1 })]
    [InlineData("unun", new[] { 0 })]
    [InlineData("unaffableaffableaffable", new[] { 0 })]
    public void Encode_WordPiece_TakesTheLongestPieceEachTime(string word, int[] expected)
    {
        const string model = """
            {"type": "WordPiece", "vocab": {"[UNK]": 0, "un": 1, "##aff": 2, "##able": 3, "##a": 4}, "unk_token": "[UNK]",
             "continuing_subword_prefix": "##", "max_input_chars_per_word": 20}
            """;
        Assert.Equal(expected, TokenizerJson.Model(model).Encode(word));
    }

    [Theory]
    // abc + d (-2.6) beats ab + c + d (-4.5) and a + bcd (-11).
    [InlineData("abcd", new[] { 6, 3 })]
    [InlineData("abc", new[] { 6 })]
    [InlineData("abxyd", new[] { 5, 0, 3 })]
    public void Encode_Unigram_TakesTheBestWayAndFusesUnknown(string text, int[] expected)
    {
        const string model = """
            {"type": "Unigram", "unk_id": 0, "vocab":
             [["<unk>", 0.0], ["a", -2.0], ["b", -2.0], ["d", -1.0], ["c", -2.0], ["ab", -1.5], ["abc", -1.6], ["bcd", -9.0]]}
            """;
        Assert.Equal(expected, TokenizerJson.Model(model).Encode(text));
    }

    [Fact]
    public void Encode_UnigramWithByteFallback_SpellsUnknownCharacters()
    {
        const string model = """
            {"type": "Unigram", "unk_id": 0, "byte_fallback": true, "vocab": [["<unk>", 0.0], ["<0xC3>", 0.0], ["<0xA9>", 0.0], ["a", -1.0]]}
            """;
        Assert.Equal([3, 1, 2, 3], TokenizerJson.Model(model).Encode("aéa"));
        Assert.Equal([3, 0], TokenizerJson.Model(model).Encode("aü"));
    }

    [Fact]
    public void Encode_UnigramWithoutUnknown_SaysSo()
    {
        var tokenizer = TokenizerJson.Model("""{"type": "Unigram", "unk_id": null, "vocab": [["a", -1.0]]}""");
        var error = Assert.Throws<InputException>(() => tokenizer.Encode("b"));
        Assert.Equal("A text needs an unknown token, and 'test.json' names none ('unk_id').", error.Message);
    }

    [Fact]
    public void Encode_WordWithoutUnknownToken_SaysSo()
    {
        var tokenizer = TokenizerJson.Model("""{"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "<unk>"}""");
        var error = Assert.Throws<InputException>(() => tokenizer.Encode("b"));
        Assert.Equal("A text needs the unknown token '<unk>', which the vocabulary of 'test.json' does not have.", error.Message);
    }
}
