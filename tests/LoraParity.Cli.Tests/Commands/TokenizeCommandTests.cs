using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Commands;

public sealed class TokenizeCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    private static string Tokenizer => SharedFixtures.Own("tokenizers", "driftball.json");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Tokenize_Texts_WritesOneLineEach()
    {
        _cli.Write("texts.jsonl", "{\"text\": \"How many\"}\n\n{\"text\": \"é😀\", \"more\": 1}\r\n");

        var run = _cli.Run("tokenize", Tokenizer, "--input", "texts.jsonl");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        Assert.Equal(2, run.OutLines.Count);
        Assert.StartsWith("{\"ids\":[1,", run.OutLines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"decoded\":\"How many\",\"decoded_keep_special\":\"<|begin|>How many\"}", run.OutLines[0], StringComparison.Ordinal);
        Assert.Contains("\"ids_no_special\":[", run.OutLines[1], StringComparison.Ordinal);
        Assert.Contains("é", run.OutLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Tokenize_FolderAndOut_ReadsItsTokenizerAndWritesTheFile()
    {
        _cli.Write("model/tokenizer.json", File.ReadAllText(Tokenizer));
        _cli.Write("texts.jsonl", "{\"text\": \"How many\"}");

        var run = _cli.Run("tokenize", "model", "--input", "texts.jsonl", "--out", "ids.jsonl");

        Assert.Equal(["Wrote 'ids.jsonl'."], run.OutLines);
        Assert.StartsWith("{\"ids\":[1,", File.ReadAllText(_cli["ids.jsonl"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\": \"a\"}\n{\"txt\": \"a\"}", "error: texts.jsonl(2,1): The line has no text; each line must be an object {\"text\": …}.")]
    [InlineData("[]", "error: texts.jsonl(1,1): The line has no text; each line must be an object {\"text\": …}.")]
    [InlineData("{\"text\": 5}", "error: texts.jsonl(1,1): The line has no text; each line must be an object {\"text\": …}.")]
    [InlineData("{\"text\": ", "error: texts.jsonl(1,1): The line is not valid JSON; each line must be an object {\"text\": …}.")]
    [InlineData("{\"text\": \"\\ud800\"}", "error: texts.jsonl(1,1): The line is not valid JSON; each line must be an object {\"text\": …}.")]
    public void Tokenize_BadLine_SaysWhich(string input, string expected)
    {
        _cli.Write("texts.jsonl", input);

        var run = _cli.Run("tokenize", Tokenizer, "--input", "texts.jsonl");

        Assert.Equal([expected], run.ErrorLines);
        Assert.Equal("", run.Out);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void Tokenize_MissingInput_SaysSo()
    {
        var run = _cli.Run("tokenize", Tokenizer, "--input", "none.jsonl");

        Assert.Equal([$"error: The input '{_cli["none.jsonl"]}' does not exist."], run.ErrorLines);
        Assert.Equal(2, run.Code);
    }
}
