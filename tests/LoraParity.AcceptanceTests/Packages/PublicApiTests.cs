using System.Reflection;
using LoraParity.TestKit;

namespace LoraParity.AcceptanceTests.Packages;

/// <summary>Holds what other people's code can name. PublicApi.txt beside each library is part of a change to it.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "LORAPARITY_ACCEPT_API";

    [Theory]
    [InlineData("LoraParity.Core")]
    [InlineData("LoraParity.Specs")]
    [InlineData("LoraParity.Suites")]
    [InlineData("LoraParity.Inference")]
    [InlineData("LoraParity.Xunit")]
    [InlineData("LoraParity.Reporting")]
    public void Library_HasTheApiThatIsListed(string library)
    {
        var path = Path.Combine(SharedFixtures.Repository, "src", library, "PublicApi.txt");
        var actual = PublicApi.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, string.Join('\n', actual) + "\n");

        var listed = File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        Assert.True(
            listed.SequenceEqual(actual),
            $"The public API of {library} is not the one in '{path}'. If it is meant, run this test with {Accept}=1 and commit the file.\n"
            + string.Join('\n', listed.Except(actual).Select(line => "- " + line.Trim()).Concat(actual.Except(listed).Select(line => "+ " + line.Trim()))));
    }

    [Fact]
    public void Tool_HasNone() => Assert.Empty(PublicApi.Of(Assembly.Load("loraparity")));
}
