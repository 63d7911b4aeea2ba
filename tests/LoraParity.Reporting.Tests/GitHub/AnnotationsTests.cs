using LoraParity.Diagnostics;
using LoraParity.Reporting.GitHub;

namespace LoraParity.Reporting.Tests.GitHub;

public sealed class AnnotationsTests
{
    [Fact]
    public void Of_Results_MarksTheLineOfEachFailingCasesPrompt()
    {
        var lines = Annotations.Of(Samples.Document(), "/root of/it", "/root of").ToList();

        Assert.Equal(2, lines.Count);
        Assert.StartsWith(
            "::error file=it/driftball.parity.yaml,line=11,title=driftball › merged.bf16.bf16.bf16 › raw%3A drift::driftball › merged.bf16.bf16.bf16 › raw drifts from attached.fp32 further than allowed.%0A",
            lines[1],
            StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    }

    [Fact]
    public void Of_HostileNames_StayInsideTheirPlace()
    {
        var document = Samples.HostileDocument() with { Specs = [Samples.HostileDocument().Specs[0] with { Spec = "a,line=1::x\n::error::y.yaml" }] };

        var lines = Annotations.Of(document, "/w", "/w").ToList();

        Assert.All(lines, line => Assert.StartsWith("::error file=a%2Cline=1%3A%3Ax%0A%3A%3Aerror%3A%3Ay.yaml,line=1", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    }

    [Fact]
    public void Of_Diagnostic_HasItsPlaceWhereItHasOne()
    {
        Assert.Equal("::error file=s/a.yaml,line=3,title=LoraParity::100%25 wrong.", Annotations.Of(new Diagnostic("100% wrong.", new SourceLocation("/w/s/a.yaml", 3, 7)), "/w"));
        Assert.Equal("::error title=LoraParity::Gone.", Annotations.Of(new Diagnostic("Gone."), "/w"));
    }
}
