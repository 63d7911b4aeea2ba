using LoraParity.Reporting.Markdown;
using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Tests.Markdown;

public sealed class MarkdownSummaryTests
{
    [Fact]
    public void Render_Results_HasATableAndFoldedFailures()
    {
        var lines = MarkdownSummary.Render(Samples.Document()).Split('\n');

        Assert.Equal("### ❌ `driftball`: 6 ok, 2 drift", lines[0]);
        Assert.Equal("Spec `driftball.parity.yaml`, engine `scripted`, reference `attached.fp32`; the worst of each variant's prompts.", lines[2]);
        Assert.Equal("|  | variant | max abs | mean KL | × noise | merge loss | compute noise | top-1 | cases |", lines[4]);
        Assert.Equal(["●", "✅", "≠", "❌"], lines[6..10].Select(line => line.Split(" | ")[0].TrimStart('|', ' ')));
        Assert.Equal("| ● | `attached.fp32` | – | – | – | – | – | – | 2 ok |", lines[6]);
        Assert.Equal("<details><summary>merged.bf16.bf16.bf16 › players: drift</summary>", lines[11]);
        Assert.Equal("```text", lines[13]);
    }

    [Fact]
    public void Render_HostileNames_CannotEndTheirCode()
    {
        var text = MarkdownSummary.Render(Samples.HostileDocument());

        Assert.DoesNotContain("<summary>merged.bf16.bf16.bf16 › players</script>", text, StringComparison.Ordinal);
        Assert.Contains("\n````text\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)), line => Assert.Equal(10, Bars(line)));
    }

    [Fact]
    public void Render_ManyFailures_StaysSmallAndSaysHowManyAreLeft()
    {
        var spec = Samples.Document().Specs[0];
        var failed = spec.Cases[^1] with { Message = new string('x', 50_000) };
        var document = new ResultsDocument { Tool = "t", Specs = [spec with { Cases = [.. Enumerable.Repeat(failed, 100)] }] };

        var text = MarkdownSummary.Render(document);

        Assert.InRange(text.Length, 200_000, 300_000);
        Assert.EndsWith("96 more failures are in the full report.\n\n", text, StringComparison.Ordinal);
    }

    private static int Bars(string line) => line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|');
}
