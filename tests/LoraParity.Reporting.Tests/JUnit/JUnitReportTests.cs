using System.Xml.Linq;
using LoraParity.Reporting.JUnit;

namespace LoraParity.Reporting.Tests.JUnit;

public sealed class JUnitReportTests
{
    [Fact]
    public void Render_Results_HasASuiteASpecAndATestACase()
    {
        var suite = XDocument.Load(new MemoryStream(JUnitReport.Render(Samples.Document()))).Root!.Element("testsuite")!;

        Assert.Equal(["driftball", "8", "2", "0", "0", "0.500"], suite.Attributes().Select(a => a.Value));
        var failed = suite.Elements("testcase").Last();
        Assert.Equal(["driftball", "merged.bf16.bf16.bf16 › raw", "driftball.parity.yaml", "11"], failed.Attributes().Select(a => a.Value));
        Assert.Equal("drift", (string?)failed.Element("failure")!.Attribute("type"));
        Assert.Equal("driftball › merged.bf16.bf16.bf16 › raw drifts from attached.fp32 further than allowed.", (string?)failed.Element("failure")!.Attribute("message"));
        Assert.Equal(6, suite.Elements("testcase").Count(c => c.Element("failure") is null && c.Element("system-out") is not null));
    }

    [Fact]
    public void Render_HostileNames_IsXmlThatHoldsThemAsText()
    {
        var suite = XDocument.Load(new MemoryStream(JUnitReport.Render(Samples.HostileDocument()))).Root!.Element("testsuite")!;

        Assert.StartsWith("</script><script>", (string?)suite.Attribute("name"), StringComparison.Ordinal);
        Assert.EndsWith("\\u202e\\u0000\\u001b[31m\\ud800", (string?)suite.Attribute("name"), StringComparison.Ordinal);
    }
}
