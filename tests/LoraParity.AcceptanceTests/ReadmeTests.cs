using System.Text.RegularExpressions;
using LoraParity.Engines.Installed;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Specs;
using LoraParity.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.AcceptanceTests;

/// <summary>Keeps the README true.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SharedFixtures.Repository, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Failure_IsWhatTheSpecGives()
    {
        var path = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity", "driftball.parity.yaml");
        var plan = SpecReader.Parse(Block("yaml"), path).PlanOrThrow();
        using var engine = EngineCatalog.Load().Create(plan.Engine with { Engine = "cpu" }, NullLoggerFactory.Instance);

        var result = ParityRunner.Run(plan, engine, new ParityRunOptions { Snapshots = false }, CancellationToken.None);

        Assert.Equal(Block("text"), Assert.Single(result.Cases).Message);
    }

    [Fact]
    public void Links_LeadToFiles()
    {
        var links = Link().Matches(Text).Select(m => m.Groups[1].Value).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(SharedFixtures.Repository, link)), $"'{link}' is not there."));
    }

    [Fact]
    public void TestCommand_IsTheOneThatTheBuildServerRuns()
    {
        var script = File.ReadAllText(Path.Combine(SharedFixtures.Repository, ".ci", "run"));

        Assert.Contains("\ndotnet test LoraParity.sln\n", Text, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test LoraParity.sln ", script, StringComparison.Ordinal);
    }

    /// <summary>The README's only block of a language.</summary>
    private static string Block(string language) =>
        Assert.Single(Regex.Matches(Text, $"^```{language}\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)).Groups[1].Value;

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
