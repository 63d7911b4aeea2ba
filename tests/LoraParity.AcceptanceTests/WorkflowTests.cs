using System.Text.RegularExpressions;
using LoraParity.TestKit;
using YamlDotNet.RepresentationModel;

namespace LoraParity.AcceptanceTests;

/// <summary>What GitHub would refuse, or should.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(SharedFixtures.Repository, ".github");

    public static TheoryData<string> Files =>
        new(Directory.EnumerateFiles(Folder, "*.yml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsYamlWithJobsOrSteps(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Folder, file))));

        var root = Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
        Assert.Contains(root.Children.Keys, k => k.ToString() is "jobs" or "runs" or "updates");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_OfOthers_ArePinnedByCommit(string file)
    {
        var foreign = Uses().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(m => m.Groups[1].Value)
            .Where(u => !u.StartsWith("loraparity/", StringComparison.Ordinal) && !u.StartsWith("./", StringComparison.Ordinal));

        Assert.All(foreign, u => Assert.Matches("^[^@]+@[0-9a-f]{40}$", u));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scripts_TakeInputsFromTheEnvironment(string file)
    {
        var scripts = Run().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(m => m.Value);

        Assert.All(scripts, s => Assert.DoesNotContain("${{", s, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Uses();

    // A script on the line, or the block that is indented further than its key.
    [GeneratedRegex(@"^( *)(?:- )?run: (?:\|\n(?:\1 {2,}.*\n|\n)+|.*\n)", RegexOptions.Multiline)]
    private static partial Regex Run();
}
