using System.Text;
using LoraParity.TestKit;

namespace LoraParity.Specs.Tests;

public sealed class PromptFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Pattern_YieldsFilesInOrdinalOrderWithoutFinalLineBreak()
    {
        _folder.Write("prompts/b.txt", "Two\nlines\n\n");
        _folder.Write("prompts/a.1.txt", "One\r\n");
        _folder.Write("prompts/c.md", "Other");

        var plan = Read("prompts: [{file: prompts/*.txt, max_new_tokens: 2}]").PlanOrThrow();

        Assert.Equal([("a.1", "One", 2), ("b", "Two\nlines\n", 2)], plan.Prompts.Select(p => (p.Id, p.Text!, p.MaxNewTokens)));
        Assert.All(plan.Prompts, p => Assert.Equal((5, 11), (p.Location.Line, p.Location.Column)));
    }

    [Fact]
    public void Read_OneFile_IsOnePrompt()
    {
        _folder.Write("long.txt", "\uFEFFHello");

        Assert.Equal("Hello", Assert.Single(Read("prompts: [{file: long.txt}]").PlanOrThrow().Prompts).Text);
    }

    [Fact]
    public void Read_NoFile_SaysWhereItLooked() =>
        Assert.Equal(
            $"(5,18): No file matches 'prompts/*.txt', looked for in '{_folder["prompts"]}'.",
            Said("prompts: [{file: prompts/*.txt}]"));

    [Fact]
    public void Read_FileWhoseNameIsNoId_SaysSo()
    {
        _folder.Write("my prompt.txt", "Hello");

        Assert.StartsWith($"(5,18): The file '{_folder["my prompt.txt"]}' gives the prompt id 'my prompt', but an id must be ", Said("prompts: [{file: '*.txt'}]"));
    }

    [Fact]
    public void Read_EmptyFile_SaysSo()
    {
        _folder.Write("empty.txt", "\n");

        Assert.Equal($"(5,18): The file '{_folder["empty.txt"]}' is empty, but a prompt needs text.", Said("prompts: [{file: empty.txt}]"));
    }

    [Fact]
    public void Read_SameIdFromFileAndItem_NamesTheFirst()
    {
        _folder.Write("players.txt", "Hello");

        Assert.Equal(
            "(5,39): The prompt id 'players' is given twice; the first is in line 5. Rename one of them.",
            Said("prompts: [{id: players, text: Hello}, {file: players.txt}]"));
    }

    [Fact]
    public void Read_PromptFileThatIsNotUtf8_SaysSo()
    {
        File.WriteAllBytes(_folder["bad.txt"], [0x41, 0xFF]);

        Assert.Equal($"(5,18): The file '{_folder["bad.txt"]}' is not UTF-8 text; save it as UTF-8.", Said("prompts: [{file: bad.txt}]"));
    }

    [Fact]
    public void Read_SpecThatIsNotUtf8_NamesThePlace()
    {
        var path = _folder["x.parity.yaml"];
        File.WriteAllBytes(path, [.. "version: 1\nname: "u8, 0xE9, (byte)'\n']);

        Assert.Equal($"{path}(2,7): The file '{path}' is not UTF-8 text; save it as UTF-8.", Assert.Single(SpecReader.Read(path).Diagnostics).ToString());
    }

    [Fact]
    public void Read_Utf16Spec_IsNotUtf8()
    {
        var path = _folder["x.parity.yaml"];
        File.WriteAllText(path, "version: 1", Encoding.Unicode);

        Assert.Equal($"{path}(1,1): The file '{path}' is not UTF-8 text; save it as UTF-8.", Assert.Single(SpecReader.Read(path).Diagnostics).ToString());
    }

    [Fact]
    public void Read_HugeSpec_IsRefusedUnread()
    {
        var path = _folder["x.parity.yaml"];
        using (var file = File.Create(path))
            file.SetLength(5 << 20);

        Assert.Equal($"{path}(1,1): The file '{path}' is larger than 4 MiB; a spec or prompt is a small text file.", Assert.Single(SpecReader.Read(path).Diagnostics).ToString());
    }

    [Fact]
    public void Read_MissingSpec_SaysSo() =>
        Assert.Equal("nowhere/x.parity.yaml(1,1): The file 'nowhere/x.parity.yaml' does not exist.", Assert.Single(SpecReader.Read("nowhere/x.parity.yaml").Diagnostics).ToString());

    [Fact]
    public void Read_Folder_SaysSo() =>
        Assert.Equal($"{_folder.Path}(1,1): '{_folder.Path}' is a folder, not a file.", Assert.Single(SpecReader.Read(_folder.Path).Diagnostics).ToString());

    private SpecReading Read(string prompts)
    {
        var yaml = BrokenSpecs.Good.Replace("prompts: [{id: a, text: Hello}]", prompts, StringComparison.Ordinal);
        return SpecReader.Read(_folder.Write("suite.parity.yaml", yaml));
    }

    private string Said(string prompts) =>
        string.Join('\n', Read(prompts).Diagnostics.Select(d => $"({d.Location!.Line},{d.Location.Column}): {d.Message}"));
}
