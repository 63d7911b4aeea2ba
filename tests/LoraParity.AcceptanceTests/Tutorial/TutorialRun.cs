using LoraParity.AcceptanceTests.Packages;
using LoraParity.AcceptanceTests.Suites;
using LoraParity.TestKit;

namespace LoraParity.AcceptanceTests.Tutorial;

/// <summary>Does what the tutorial says, from its first step to its last, in an empty folder with this build's packages.</summary>
public sealed class TutorialRun
{
    // Enough for every snapshot of the tutorial.
    private static readonly string Approvals = string.Concat(Enumerable.Repeat("a\n", 100));

    private readonly PackedFeed _feed;
    private readonly List<(TutorialStep Step, int Code, string Output)> _done = [];
    private string _folder;

    public TutorialRun(PackedFeed feed)
    {
        _feed = feed;
        _folder = feed.Work;
        foreach (var step in TutorialPage.Read(Path.Combine(SharedFixtures.Repository, "docs", "tutorial.md")))
        {
            var (code, output) = step.Command is { } command ? Do(command) : Write(step);
            _done.Add((step, code, output));
        }
    }

    /// <summary>Each step with what it gave.</summary>
    internal IReadOnlyList<(TutorialStep Step, int Code, string Output)> Done => _done;

    private (int Code, string Output) Write(TutorialStep step)
    {
        File.WriteAllText(Path.Combine(_folder, step.File!), string.Join('\n', step.Text) + "\n");
        return (0, "");
    }

    private (int Code, string Output) Do(string command)
    {
        var words = command.Replace("$LORAPARITY", SharedFixtures.Repository, StringComparison.Ordinal).Split(' ');
        switch (words[0])
        {
            case "cd":
                _folder = Path.GetFullPath(words[1], _folder);
                return (0, "");
            case "cp":
                Copy(words[2], Path.GetFullPath(words[3], _folder));
                return (0, "");
            case "echo" when words[1] == "$?":
                return (0, _done[^1].Code.ToString(System.Globalization.CultureInfo.InvariantCulture));
            case "loraparity":
                return Dotnet.RunProgram(Path.Combine(_feed.Tools, "loraparity"), _folder, _feed.Variables, Approvals, words[1..]);
            case "dotnet":
                return Dotnet.Run(_folder, _feed.Variables, words[1..]);
            default:
                throw new InvalidOperationException($"The tutorial's command '{command}' is none that this test can do.");
        }
    }

    private static void Copy(string source, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileName(source));
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
