using LoraParity.Plans;

namespace LoraParity.Core.Tests.Plans;

public sealed class HubIdTests
{
    [Theory]
    [InlineData("Qwen/Qwen2.5-0.5B@main", "Qwen/Qwen2.5-0.5B", "main")]
    [InlineData("acme/drift_ball@refs/pr/1", "acme/drift_ball", "refs/pr/1")]
    [InlineData("acme/ball@v1.0", "acme/ball", "v1.0")]
    public void TryParse_Id_SplitsIt(string text, string repository, string revision)
    {
        Assert.True(HubId.TryParse(text, out var id));

        Assert.Equal((repository, revision, text), (id.Repository, id.Revision, id.ToString()));
    }

    [Theory]
    [InlineData("models/driftball/base")]
    [InlineData("./acme/ball@main")]
    [InlineData("../ball@main")]
    [InlineData("/acme/ball@main")]
    [InlineData("acme/ball")]
    [InlineData("acme/ball@")]
    [InlineData("acme/ball@../../etc")]
    [InlineData("acme/..@main")]
    [InlineData("acme/ball@a//b")]
    [InlineData("acme/ball@main/")]
    [InlineData("acme/ball@ma in")]
    [InlineData("acme/ball@main\n")]
    [InlineData("models/a/b@c")]
    [InlineData("C:/models@main")]
    [InlineData("acmé/ball@main")]
    public void TryParse_Path_IsNone(string text)
    {
        Assert.False(HubId.TryParse(text, out var id));
        Assert.Null(id);
    }

    [Theory]
    [InlineData("acme/ball@0123456789abcdef0123456789abcdef01234567", true)]
    [InlineData("acme/ball@0123456789abcdef", false)]
    public void IsCommit_OnlyAWholeHash(string text, bool expected)
    {
        Assert.True(HubId.TryParse(text, out var id));

        Assert.Equal(expected, id.IsCommit);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef01234567", true)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF01234567", false)]
    [InlineData("0123456789abcdef0123456789abcdef01234567\n", false)]
    [InlineData("0123456789abcdef", false)]
    [InlineData("", false)]
    public void IsCommitHash_OnlyAWholeHash(string text, bool expected) => Assert.Equal(expected, HubId.IsCommitHash(text));
}
