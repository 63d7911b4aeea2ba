using System.Xml.Linq;
using LoraParity.Cli.Hosting;
using LoraParity.Reporting.Results;

namespace LoraParity.Cli.Tests.Commands;

public sealed class ReportTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Run_WithReports_WritesThemAlsoWhereCasesFail()
    {
        Directory.CreateDirectory(_cli["reports"]);

        var run = _cli.Run(
            "run", Drifting(), "--no-snapshots", "--results", "reports/r.json", "--html", "reports/r.html", "--junit", "reports/r.xml", "--summary", "reports/r.md");

        Assert.Equal(ExitCode.Drift, run.Code);
        Assert.Equal(["Wrote 'reports/r.json'.", "Wrote 'reports/r.html'.", "Wrote 'reports/r.xml'.", "Wrote 'reports/r.md'."], run.ErrorLines.TakeLast(4));
        Assert.Equal("small.parity.yaml", ResultsJson.Read(_cli["reports", "r.json"]).Specs.Single().Spec);
        Assert.Contains("<h1>", File.ReadAllText(_cli["reports", "r.html"]), StringComparison.Ordinal);
        Assert.Equal("testsuites", XDocument.Load(_cli["reports", "r.xml"]).Root!.Name.LocalName);
        Assert.StartsWith("### ❌ `small`: 2 ok, 2 drift", File.ReadAllText(_cli["reports", "r.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoTimings_GivesTheSameFileEachTime()
    {
        var spec = _cli.WriteSpec();
        foreach (var name in new[] { "a.json", "b.json" })
            _cli.Run("run", spec, "--no-snapshots", "--no-timings", "--results", name);

        Assert.Equal(File.ReadAllText(_cli["a.json"]), File.ReadAllText(_cli["b.json"]));
        Assert.Null(ResultsJson.Read(_cli["a.json"]).Specs[0].Timings);
    }

    [Fact]
    public void Run_ReportInAFolderThatIsNotThere_SaysSoBeforeAnythingRuns()
    {
        var run = _cli.Run("run", _cli.WriteSpec(), "--html", "nowhere/r.html");

        Assert.Equal(["error: The folder of 'nowhere/r.html' does not exist; create it first."], run.ErrorLines);
        Assert.Equal("", run.Out);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Report_Results_MakesTheSamePageAsTheRun()
    {
        _cli.Run("run", _cli.WriteSpec(), "--no-snapshots", "--results", "r.json", "--html", "a.html");

        var run = _cli.Run("report", "r.json", "--html", "b.html");

        Assert.Equal(0, run.Code);
        Assert.Equal(File.ReadAllText(_cli["a.html"]), File.ReadAllText(_cli["b.html"]));
    }

    [Fact]
    public void Report_NothingAskedFor_SaysWhatToGive()
    {
        var run = _cli.Run("report", "r.json");

        Assert.Equal(["error: Nothing is asked for; give --html, --junit or --summary with a file to write."], run.ErrorLines);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Run_InAGitHubWorkflow_AppendsTheSummaryAndAnnotatesTheSpec()
    {
        _cli.Variables["GITHUB_ACTIONS"] = "true";
        _cli.Variables["GITHUB_WORKSPACE"] = _cli.Folder;
        _cli.Variables["GITHUB_STEP_SUMMARY"] = _cli.Write("summary.md", "before\n");

        var run = _cli.Run("run", Drifting(), "--no-snapshots");

        Assert.StartsWith("before\n### ❌ `small`", File.ReadAllText(_cli["summary.md"]), StringComparison.Ordinal);
        Assert.Equal(
            ["file=small.parity.yaml,line=8", "file=small.parity.yaml,line=9"],
            run.OutLines.Where(l => l.StartsWith("::error ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1].Split(",title")[0]));
    }

    [Fact]
    public void List_BrokenSpecInAGitHubWorkflow_IsAnnotatedAtItsLine()
    {
        _cli.Variables["GITHUB_ACTIONS"] = "true";
        _cli.Write("specs/bad.parity.yaml", "version: 2\n");

        var run = _cli.Run("list", "specs");

        Assert.Contains(run.OutLines, line => line.StartsWith("::error file=specs/bad.parity.yaml,line=1,title=LoraParity::", StringComparison.Ordinal));
    }

    private string Drifting() => _cli.WriteSpec(more: "tolerance: {logits: {max_abs: 1e-3, rel: 1e-3}}");
}
