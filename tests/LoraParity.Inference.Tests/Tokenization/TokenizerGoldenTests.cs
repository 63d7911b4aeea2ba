using LoraParity.Inference.Tokenization;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Tokenization;

public sealed class TokenizerGoldenTests
{
    public static TheoryData<string> WithGolden => new(
        "gpt2", "llama3", "roberta");

    [Fact]
    public void Encode_Driftball_GivesTheIdsTheModelWasTrainedWith() => AssertAgrees(
        Tokenizer.Load(SharedFixtures.Own("tokenizers", "driftball.json")), SharedFixtures.Own("tokenizers", "driftball.golden.jsonl"));

    [SkippableTheory]
    [MemberData(nameof(WithGolden))]
    public void EncodeAndDecode_PublicTokenizer_AgreeWithTheLibrary(string name) => AssertAgrees(
        Tokenizer.Load(SharedFixtures.OrSkip("tokenizers", name, "tokenizer.json")),
        SharedFixtures.OrSkip("tokenizers", name, "golden.jsonl"));

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
