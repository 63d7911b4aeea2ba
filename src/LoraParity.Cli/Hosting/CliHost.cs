using LoraParity.Cli.Terminal;
using LoraParity.Engines.Installed;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Hosting;

/// <summary>Everything a command takes from its surroundings, so that tests can give their own.</summary>
internal sealed record CliHost
{
    /// <summary>Where results and messages go.</summary>
    public required CliConsole Console { get; init; }

    /// <summary>Relative paths on the command line start here.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>What another program writes to standard output, given its name and arguments; null where it is not installed.</summary>
    public Func<string, string, string?> Ask { get; init; } = (_, _) => null;

    /// <summary>Finds the installed engines; called only by commands that run one.</summary>
    public required Func<EngineCatalog> Engines { get; init; }

    /// <summary>Whether this runs on a build server, where nothing is ever approved.</summary>
    public bool InContinuousIntegration => BuildServer.Detect(Variable);

    /// <summary>Whether this is a step of a GitHub workflow, which shows annotations at their lines.</summary>
    public bool InGitHubWorkflow => Variable("GITHUB_ACTIONS") == "true";

    /// <summary>The checkout that a GitHub workflow works on; the working directory elsewhere.</summary>
    public string GitHubWorkspace => Variable("GITHUB_WORKSPACE") is { Length: > 0 } folder ? folder : WorkingDirectory;

    /// <summary>The surroundings of this process.</summary>
    public static CliHost Process() => new()
    {
        Console = CliConsole.ForProcess(Environment.GetEnvironmentVariable),
        WorkingDirectory = Environment.CurrentDirectory,
        Variable = Environment.GetEnvironmentVariable,
        Ask = OtherProgram.Ask,
        Engines = EngineCatalog.Load,
    };

    /// <summary>The absolute path of what the user wrote.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>The path as the user would write it: relative to the working directory where it lies beneath it.</summary>
    public string Show(string path)
    {
        var relative = Path.GetRelativePath(WorkingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative;
    }
}
