using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Tokenization;

public sealed class TokenizerGoldenTests
{
    public static TheoryData<string> WithGolden => new(
        "bert-base-uncased", "distilbert", "gpt2", "llama3", "mistral-v0.1", "mistral-v0.3", "modernbert", "phi3", "qwen2.5", "roberta",
        "smollm2", "t5-small", "tinyllama");

    public static TheoryData<string> WithoutGolden => new(
        "bert-legacy-no-type", "chatglm", "clip", "cohere", "falcon", "flan-t5", "gemma-style-SYNTHETIC", "klue-roberta", "labse-en-ru",
        "nmt-unigram", "opt", "phi2", "pythia", "whisper", "zephyr-mistral-prepend");

    [Fact]
    public void Encode_Driftball_GivesTheIdsTheModelWasTrainedWith() => AssertAgrees(
        Tokenizer.Load(SharedFixtures.Own("tokenizers", "driftball.json")), SharedFixtures.Own("tokenizers", "driftball.golden.jsonl"));

    [SkippableTheory]
    [MemberData(nameof(WithGolden))]
    public void EncodeAndDecode_PublicTokenizer_AgreeWithTheLibrary(string name) => AssertAgrees(
        Tokenizer.Load(SharedFixtures.OrSkip("tokenizers", name, "tokenizer.json")),
        SharedFixtures.OrSkip("tokenizers", name, "golden.jsonl"));

    [SkippableTheory]
    [MemberData(nameof(WithoutGolden))]
    public void EncodeAndDecode_PublicTokenizerWithoutGolden_KeepPlainEnglish(string name)
    {
        var tokenizer = Tokenizer.Load(SharedFixtures.OrSkip("tokenizers", name, "tokenizer.json"));
        foreach (var golden in Golden.Read(SharedFixtures.OrSkip("tokenizers", "gpt2", "golden.jsonl")))
            Assert.All(tokenizer.Encode(golden.Text), id => Assert.NotNull(tokenizer.TokenText(id)));
        var decoded = tokenizer.Decode(tokenizer.Encode("the cat sat on the mat"));
        Assert.Equal("the cat sat on the mat", decoded.Replace("</w>", " ").Replace("U", "").Trim(), ignoreCase: true);
    }

    [SkippableFact]
    public void Load_CorruptLlama2_SaysWhichMergeInOneSentence()
    {
        var path = SharedFixtures.OrSkip("tokenizers", "llama2-CORRUPT-unloadable", "tokenizer.json");
        var error = Assert.Throws<InputException>(() => Tokenizer.Load(path));
        Assert.Equal(
            $"The merge '   ' cannot be used, because it does not have two parts, at 'model' of the tokenizer file '{path}'.", error.Message);
    }

    private static void AssertAgrees(Tokenizer tokenizer, string goldenPath)
    {
        var failures = Golden.Read(goldenPath).SelectMany(golden => Differences(tokenizer, golden)).ToList();
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Take(8).Prepend($"{failures.Count} differences:")));
    }

    private static IEnumerable<string> Differences(Tokenizer tokenizer, Golden golden)
    {
        var ids = tokenizer.Encode(golden.Text);
        if (!ids.SequenceEqual(golden.Ids)) yield return Difference(golden.Text, "ids", golden.Ids, ids);
        var plain = tokenizer.Encode(golden.Text, addSpecialTokens: false);
        if (!plain.SequenceEqual(golden.IdsNoSpecial)) yield return Difference(golden.Text, "ids_no_special", golden.IdsNoSpecial, plain);
        var decoded = tokenizer.Decode(golden.Ids);
        if (decoded != golden.Decoded) yield return $"'{golden.Text}' decoded: expected '{golden.Decoded}', got '{decoded}'";
        var kept = tokenizer.Decode(golden.Ids, skipSpecialTokens: false);
        if (kept != golden.DecodedKeepSpecial) yield return $"'{golden.Text}' kept: expected '{golden.DecodedKeepSpecial}', got '{kept}'";
    }

    private static string Difference(string text, string what, IEnumerable<int> expected, IEnumerable<int> actual) =>
        $"'{text}' {what}: expected [{string.Join(' ', expected)}], got [{string.Join(' ', actual)}]";
}
