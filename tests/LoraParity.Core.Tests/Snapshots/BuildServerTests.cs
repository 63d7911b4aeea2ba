using LoraParity.Snapshots;

namespace LoraParity.Core.Tests.Snapshots;

public sealed class BuildServerTests
{
    [Theory]
    [InlineData("CI", "true", true)]
    [InlineData("GITHUB_ACTIONS", "true", true)]
    [InlineData("TF_BUILD", "True", true)]
    [InlineData("GITLAB_CI", "true", true)]
    [InlineData("JENKINS_URL", "http://ci", true)]
    [InlineData("CI", "false", false)]
    [InlineData("CI", "0", false)]
    [InlineData("CI", "", false)]
    [InlineData("EDITOR", "true", false)]
    public void Detect_Variable_TellsWhetherThisIsABuildServer(string name, string value, bool expected) =>
        Assert.Equal(expected, BuildServer.Detect(n => n == name ? value : null));
}
