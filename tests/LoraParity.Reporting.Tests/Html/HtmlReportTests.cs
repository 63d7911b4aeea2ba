using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LoraParity.Judgement;
using LoraParity.Reporting.Html;
using LoraParity.TestKit;

namespace LoraParity.Reporting.Tests.Html;

public sealed class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Render_Results_SaysTheVerdictFirst()
    {
        var passing = Samples.Document();
        passing = passing with { Specs = [passing.Specs[0] with { Cases = [.. passing.Specs[0].Cases.Where(c => c.Outcome is Outcome.Passed)] }] };

        Assert.Contains("<title>2 of 8 cases fail – LoraParity</title>", HtmlReport.Render(Samples.Document()), StringComparison.Ordinal);
        Assert.Contains("<title>All 6 cases are within tolerance – LoraParity</title>", HtmlReport.Render(passing), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_EveryCase_HasACellThatLinksToItsDetail()
    {
        var html = HtmlReport.Render(Samples.Document());

        for (var i = 0; i < 8; i++)
        {
            Assert.Contains($"href=\"#s0-c{i}\"", html, StringComparison.Ordinal);
            Assert.Contains($"<article id=\"s0-c{i}\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_Policy_AllowsTheFilesOwnStyleAndScriptAlone()
    {
        var html = HtmlReport.Render(Samples.Document());
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;

        Assert.Equal(
            $"default-src &#39;none&#39;; style-src {Hash(html, "style")}; script-src {Hash(html, "script")}; connect-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;",
            policy);
    }

    [Fact]
    public void Render_HostileNames_NeverEndTheElementTheyStandIn()
    {
        var html = HtmlReport.Render(Samples.HostileDocument());

        Assert.Equal(3, Regex.Count(html, "<script"));
        Assert.Equal(3, Regex.Count(html, "</script>"));
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', html);
        Assert.DoesNotContain('\0', html);
    }

    [Fact]
    public void Write_Report_NeedsNothingElse()
    {
        HtmlReport.Write(_folder["r.html"], Samples.Document());

        Assert.Equal([_folder["r.html"]], Directory.GetFiles(_folder.Path));
        Assert.DoesNotMatch("(src|href)=\"(?!#)", File.ReadAllText(_folder["r.html"]));
    }

    [SkippableFact]
    public void Write_Report_WorksInABrowser()
    {
        var folder = Environment.GetEnvironmentVariable("LORAPARITY_SCREENSHOTS") ?? _folder.Path;
        HtmlReport.Write(Path.Combine(folder, "report.html"), Samples.Document());
        HtmlReport.Write(Path.Combine(folder, "hostile.html"), Samples.HostileDocument());

        BrowserScript.Run("report.mjs", Path.Combine(folder, "report.html"), Path.Combine(folder, "hostile.html"), folder);
    }

    private static string Hash(string html, string element)
    {
        var content = Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return $"&#39;sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}&#39;";
    }
}
