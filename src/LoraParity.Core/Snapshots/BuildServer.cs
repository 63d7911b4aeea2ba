namespace LoraParity.Snapshots;

/// <summary>Tells whether the process runs on a continuous-integration server.</summary>
public static class BuildServer
{
    private static readonly string[] Names =
    [
        "CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL", "APPVEYOR", "TRAVIS",
        "CIRCLECI", "BUILDKITE", "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID", "DRONE", "GO_SERVER_URL",
    ];

    /// <summary>Whether one of the variables that build servers set is set in this process, and not to <c>false</c> or <c>0</c>.</summary>
    public static bool Detected => Detect(Environment.GetEnvironmentVariable);

    /// <summary>The same for other variables than this process's.</summary>
    /// <param name="variable">Reads a variable; null where it is not set.</param>
    public static bool Detect(Func<string, string?> variable) =>
        Names.Select(variable).Any(v => !string.IsNullOrWhiteSpace(v) && v != "0" && !v.Equals("false", StringComparison.OrdinalIgnoreCase));
}
