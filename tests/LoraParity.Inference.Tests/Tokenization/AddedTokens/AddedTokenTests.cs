namespace LoraParity.Inference.Tests.Tokenization.AddedTokens;

public sealed class AddedTokenTests
{
    private const string Splits = "\"pre_tokenizer\": {\"type\": \"WhitespaceSplit\"}";

    [Theory]
    // Plain: anywhere, also inside a word.
    [InlineData("", "a<x>b", "a|<x>|b", "a <x> b")]
    [InlineData("", "a <x> b", "a|<x>|b", "a <x> b")]
    [InlineData("\"single_word\": true", "a<x> <x>", "<unk>|<x>", "<unk> <x>")]
    [InlineData("\"single_word\": true", "-<x>-", "<unk>|<x>|<unk>", "<unk> <x> <unk>")]
    public void Encode_AddedToken_IsCutOut(string flags, string text, string tokens, string decoded)
    {
        var tokenizer = TokenizerJson.Words($"{Splits}, {Added("<x>", flags)}", "a", "b");
        var ids = tokenizer.Encode(text);
        Assert.Equal(tokens, string.Join('|', ids.Select(tokenizer.TokenText)));
        Assert.Equal(decoded, tokenizer.Decode(ids));
    }

    [Theory]
    // Without a pre-tokenizer the spaces that are left belong to the words.
    [InlineData("", "a |<x>| b")]
    [InlineData("\"lstrip\": true", "a|<x>| b")]
    [InlineData("\"rstrip\": true", "a |<x>|b")]
    [InlineData("\"lstrip\": true, \"rstrip\": true", "a|<x>|b")]
    public void Encode_StrippingToken_TakesSpacesAlong(string flags, string expected)
    {
        var tokenizer = TokenizerJson.Words(Added("<x>", flags), "a", "b", "a ", " b");
        Assert.Equal(expected, string.Join('|', tokenizer.Encode("a <x> b").Select(tokenizer.TokenText)));
    }

    [Fact]
    public void Encode_TokensThatStartAlike_TakeTheLongest()
    {
        var tokenizer = TokenizerJson.Words("""
            "added_tokens": [{"id": 1, "content": "<x"}, {"id": 2, "content": "<xy>"}, {"id": 3, "content": "y"}]
            """);
        Assert.Equal(["<xy>", "<x", "y"], tokenizer.Encode("<xy><xy").Select(tokenizer.TokenText));
    }

    [Fact]
    public void Encode_NormalizedToken_IsFoundInTheNormalizedText()
    {
        var tokenizer = TokenizerJson.Words("""
            "normalizer": {"type": "Lowercase"},
            "added_tokens": [{"id": 1, "content": "Day", "normalized": true}, {"id": 2, "content": "NIGHT", "normalized": false}]
            """);
        Assert.Equal([1, 1, 1], tokenizer.Encode("DAYdayDay"));
        Assert.Equal([0, 2, 0], tokenizer.Encode("nightNIGHTnight"));
        Assert.Equal("day", tokenizer.Decode([1]));
        Assert.Equal("Day", tokenizer.TokenText(1));
    }

    [Fact]
    public void Encode_TokenAfterNormalizer_NormalizesEachPieceByItself()
    {
        var tokenizer = TokenizerJson.Words("""
            "normalizer": {"type": "Prepend", "prepend": "_"}, "added_tokens": [{"id": 3, "content": "<s>", "normalized": false}]
            """, "_a", "_b");
        Assert.Equal([1, 3, 2], tokenizer.Encode("a<s>b"));
    }

    [Fact]
    public void Decode_SpecialTokens_AreSkippedOrKept()
    {
        var tokenizer = TokenizerJson.Words("\"added_tokens\": [{\"id\": 2, \"content\": \"<s>\", \"special\": true}]", "a");
        Assert.Equal("a", tokenizer.Decode([2, 1]));
        Assert.Equal("<s> a", tokenizer.Decode([2, 1], skipSpecialTokens: false));
    }

    [Fact]
    public void Load_AddedTokenIds_AreTheModelsOrTheNextFree()
    {
        // As in the library, ids that the file states for new tokens are not used.
        var tokenizer = TokenizerJson.Words("\"added_tokens\": [{\"id\": 7, \"content\": \"new\"}, {\"id\": 9, \"content\": \"a\"}]", "a");
        Assert.Equal(2, tokenizer.TokenId("new"));
        Assert.Equal(1, tokenizer.TokenId("a"));
        Assert.Equal(3, tokenizer.VocabularySize);
        Assert.Null(tokenizer.TokenText(7));
    }

    [Fact]
    public void Encode_HalfASurrogatePair_IsReadAsReplacementCharacter()
    {
        var tokenizer = TokenizerJson.Words("\"version\": \"1.0\"", "\ufffd");
        Assert.Equal([1], tokenizer.Encode("\ud83d"));
    }

    private static string Added(string content, string flags) =>
        $$"""
        "added_tokens": [{"id": 9, "content": "{{content}}"{{(flags.Length == 0 ? "" : ", " + flags)}}}]
        """;
}
