using LoraParity.AcceptanceTests.Packages;

namespace LoraParity.AcceptanceTests.Tutorial;

/// <summary>Holds docs/tutorial.md: from an empty folder and packed packages to a green suite.</summary>
[Collection(PackagesCollection.Name)]
public sealed class TutorialTests(TutorialRun run) : IClassFixture<TutorialRun>
{
    [Fact]
    public void Steps_PrintWhatThePageShows() => Assert.All(
        run.Done.Where(done => done.Step.Command is not null),
        done => Assert.True(
            TutorialPage.Missing(done.Step.Text, done.Output) is [],
            $"docs/tutorial.md({done.Step.Line}): '{done.Step.Command}' did not print '{string.Join("', '", TutorialPage.Missing(done.Step.Text, done.Output))}' but:\n{done.Output}"));

    [Fact]
    public void Test_BeforeAndAfterReview_FailsAndPasses() =>
        Assert.Equal([1, 0], run.Done.Where(done => done.Step.Command == "dotnet test").Select(done => done.Code));

    [Fact]
    public void Page_ShowsSomethingOfEveryCommandThatPrints()
    {
        var commands = run.Done.Where(done => done.Step.Command?.Split(' ')[0] is "loraparity").ToList();

        Assert.True(commands.Count >= 4);
        Assert.All(commands, done => Assert.NotEmpty(done.Step.Text));
    }
}
