namespace LoraParity.Specs.Tests;

public sealed class BrokenSpecTests
{
    private const string FileName = "broken.parity.yaml";

    public static TheoryData<string> Lines { get; } = [.. BrokenSpecs.All.Select(b => b.Text + " in line " + b.Line)];

    /// <summary>Files that are no usable YAML, or no mapping.</summary>
    public static TheoryData<string, string> Files { get; } = new()
    {
        { "hello\n", "(1,1): A spec is a mapping of fields such as 'version: 1', but this file holds 'hello'." },
        { "- a\n", "(1,1): A spec is a mapping of fields such as 'version: 1', but this file holds a list." },
        { "\n", "(1,1): The file is empty; a spec needs at least 'version', 'base', 'matrix' and 'prompts'." },
        { "# only\n", "(1,1): The file is empty; a spec needs at least 'version', 'base', 'matrix' and 'prompts'." },
        { "version: 1\n---\na: b\n", "(2,1): A second YAML document starts here, but a spec is one document; put it in a file of its own." },
        { "version: 1\n\tbase: x\n", "(2,1): A tab stands here, but YAML is indented with spaces only; replace the tab by spaces." },
        { "version: [1\n", "(2,1): This is not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'." },
        { "version: 1: 2\n", "(1,11): A value without quotes cannot hold ': '; put the value in quotes, or check the indentation." },
        { "a: 'x\n", "(1,4): The quote that opens here is never closed; add the closing quote." },
        { "a: *b\n", "(1,4): The alias '*b' has no anchor '&b' before it." },
        { "a: &b [*b]\n", "(1,8): The alias '*b' stands inside of its own anchor '&b', which would never end." },
        { "!!python/object x: 1\n", "(1,1): The tag '!!python/object' has no meaning in a spec; remove it." },
        { "version: !int 1\n", "(1,10): The tag '!int' has no meaning in a spec; remove it." },
        { "? [a]: b\n", "(1,3): A key must be plain text." },
        { "a: %x\n", "(1,4): A value without quotes cannot start with '%'; put the value in quotes." },
        { "a: @x\n", "(1,4): A value without quotes cannot start with '@'; put the value in quotes." },
        { "a: b\n c: d\n", "(2,3): A value without quotes cannot hold ': '; put the value in quotes, or check the indentation." },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Parse_OneWrongLine_SaysWhatAndWhere(string name)
    {
        var broken = BrokenSpecs.All.Single(b => b.Text + " in line " + b.Line == name);

        Assert.Equal(broken.Expected, Said(broken.Yaml));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Parse_UnusableFile_SaysWhatAndWhere(string yaml, string expected) => Assert.Equal(expected, Said(yaml));

    [Fact]
    public void Parse_GoodSpec_IsValid() => Assert.Equal("", Said(BrokenSpecs.Good));

    [Fact]
    public void Parse_AliasesThatExplode_AreRefusedBeforeTheyAreFollowed()
    {
        var yaml = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
        for (var name = 'b'; name <= 'h'; name++)
            yaml += $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat($"*{(char)(name - 1)}", 10))}]\n";

        Assert.Equal("(6,36): The file grows beyond 1000000 values once its aliases are followed; write out what you need instead of nesting aliases.", Said(yaml));
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused() =>
        Assert.Equal("(1,65): This is nested more than 64 levels deep; no field of a spec is.", Said(new string('[', 100_000)));

    [Fact]
    public void Parse_ManyMistakes_ReportsAllInOrderOfPlace()
    {
        const string Yaml =
            """
            version: 2
            base: base
            adapters: [adapter]
            matrix:
              attached: {compute: [fp32, bf17]}
              atached: {compute: [fp32]}
            promts: []
            decode: greedy
            tolerance: {top1: 2, logits: {max_abs: -1}}
            """;

        Assert.Equal(
            """
            (1,10): 'version' must be 1, not the number 2.
            (5,30): 'matrix.attached.compute[1]' must be fp32, bf16 or fp16, not 'bf17'; the nearest is 'bf16'.
            (6,3): 'atached' is not a field of 'matrix'; the nearest is 'attached'.
            (7,1): 'promts' is not a field of a spec; the nearest is 'prompts'.
            (8,9): 'decode' must be forced or free, not 'greedy'.
            (9,19): 'tolerance.top1' must be a number from 0 to 1, not the number 2.
            (9,40): 'tolerance.logits.max_abs' must be a number that is 0 or more, not the number -1.
            """,
            Said(Yaml));
    }

    [Fact]
    public void Parse_MistakesOfTwoKinds_AreReportedTogether()
    {
        const string Yaml =
            """
            version: 1
            base: base
            adapters: [adapter]
            matrix: {attached: {compute: [fp32]}, exclude: [{compute: bf16}]}
            reference: checkpoint.shipped.bf16
            prompts:
              - {id: a, text: One}
              - {id: a, text: Two}
            engine: gpu
            """;

        Assert.Equal([4, 5, 8, 9], SpecReader.Parse(Yaml, FileName).Diagnostics.Select(d => d.Location!.Line));
    }

    [Fact]
    public void Parse_DefaultReferenceWithoutAdapters_SaysSo()
    {
        const string Yaml =
            """
            version: 1
            base: base
            matrix: {none: {compute: [fp32]}}
            prompts: [{id: a, text: Hello}]
            """;

        Assert.Equal(
            "(1,1): The reference 'attached.fp32' (the default) cannot be formed: the spec has no adapters; add 'adapters', or set 'reference' to a variant without them.",
            Said(Yaml));
    }

    private static string Said(string yaml) =>
        string.Join('\n', SpecReader.Parse(yaml, FileName).Diagnostics.Select(d => $"({d.Location!.Line},{d.Location.Column}): {d.Message}"));
}
