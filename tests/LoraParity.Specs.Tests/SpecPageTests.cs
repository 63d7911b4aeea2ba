using System.Text.RegularExpressions;
using LoraParity.TestKit;

namespace LoraParity.Specs.Tests;

/// <summary>docs/spec.md says what the reader does.</summary>
public sealed partial class SpecPageTests
{
    private static readonly string PagePath = Path.Combine(SharedFixtures.Repository, "docs", "spec.md");
    private static readonly string Page = File.ReadAllText(PagePath).ReplaceLineEndings("\n");

    public static TheoryData<string> Mappings { get; } = [.. FieldTables.All.Keys];

    public static TheoryData<string> Examples { get; } = [.. YamlBlock().Matches(Page).Select(m => m.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Page_TableOfEveryMapping_IsUpToDate(string mapping)
    {
        var table = TableBlock().Matches(Page).SingleOrDefault(m => m.Groups[1].Value == mapping);

        Assert.True(table is not null, $"docs/spec.md lacks the block '<!-- fields: {mapping} -->' … '<!-- end -->'.");
        Assert.Equal(FieldTables.All[mapping], table.Groups[2].Value);
    }

    [Fact]
    public void Page_Tables_AreOfMappingsThatExist() =>
        Assert.Equal(FieldTables.All.Keys.Order(), TableBlock().Matches(Page).Select(m => m.Groups[1].Value).Order());

    [Theory]
    [MemberData(nameof(Examples))]
    public void Page_EveryWholeSpec_IsValid(string yaml) =>
        Assert.Equal([], SpecReader.Parse(yaml, Path.Combine(SharedFixtures.Repository, "docs", "example.parity.yaml")).Diagnostics);

    [GeneratedRegex("<!-- fields: ([a-z_.]+) -->\n(.*?)\n<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex TableBlock();

    [GeneratedRegex("```yaml\n((?:#[^\n]*\n)*version: 1\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
