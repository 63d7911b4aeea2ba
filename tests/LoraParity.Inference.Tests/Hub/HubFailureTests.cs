using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Hub;
using LoraParity.TestKit.Hub;

namespace LoraParity.Inference.Tests.Hub;

/// <summary>Hubs that do what they should not.</summary>
public sealed class HubFailureTests : IDisposable
{
    private readonly HubFixture _fixture = new();

    private FakeHub Hub => _fixture.Hub;

    private byte[] Weights => Hub.Files["model.safetensors"];

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Download_CutOff_GoesOnWhereItWas()
    {
        Hub.InsteadOfStore = call => call.From == 0 ? new HubAnswer(200, Weights) { CutAfter = 1000 } : null;

        using var checkpoint = Checkpoint.Open(_fixture.Find());

        Assert.Equal([0, 1000], Hub.StoreCalls.Select(call => call.From));
    }

    [Fact]
    public void Download_CutOffAlways_GivesUpAndALaterRunGoesOn()
    {
        Hub.InsteadOfStore = call => FakeHub.Part(call, Weights, "") with { CutAfter = 500 };

        var problem = Assert.Throws<HubUnavailableException>(() => _fixture.Find());

        Assert.Equal(
            "The model 'acme/driftball@main' cannot be had from 127.0.0.1: the download of 'model.safetensors' was cut off, tried 4 times. Try again, or give a folder that holds the model.",
            problem.Message);
        Assert.Equal([0, 500, 1000, 1500], Hub.StoreCalls.Select(call => call.From));
        Assert.False(File.Exists(Path.Combine(_fixture.Model, "snapshots", FakeHub.Commit, "model.safetensors")));
        Hub.InsteadOfStore = null;
        using var checkpoint = Checkpoint.Open(_fixture.Find());
        Assert.Equal(2000, Hub.StoreCalls[^1].From);
    }

    [Fact]
    public void Download_RangeIgnored_StartsAgain()
    {
        Hub.InsteadOfStore = call => call.From == 0 ? new HubAnswer(200, Weights) { CutAfter = 1000 } : new HubAnswer(200, Weights);

        using var checkpoint = Checkpoint.Open(_fixture.Find());
    }

    [Fact]
    public void Download_ContinuedElsewhere_IsNotTaken()
    {
        Hub.InsteadOfStore = call => call.From switch
        {
            0 when Hub.StoreCalls.Count == 1 => new HubAnswer(200, Weights) { CutAfter = 1000 },
            0 => null,
            _ => new HubAnswer(206, Weights[900..]) { Headers = { ["Content-Range"] = $"bytes 900-{Weights.Length - 1}/{Weights.Length}" } },
        };

        using var checkpoint = Checkpoint.Open(_fixture.Find());

        Assert.Equal([0, 1000, 0], Hub.StoreCalls.Select(call => call.From));
    }

    [Fact]
    public void Download_TooShort_SaysSoAndKeepsNothingAsWhole()
    {
        Hub.InsteadOfStore = call => FakeHub.Part(call, Weights[..^10], "");

        var problem = Assert.Throws<HubUnavailableException>(() => _fixture.Find());

        Assert.Contains($"it does not go on after the first {Weights.Length - 10} of {Weights.Length} bytes of 'model.safetensors'", problem.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_fixture.Model, "snapshots", FakeHub.Commit, "model.safetensors")));
    }

    [Fact]
    public void Download_TooLong_SaysSoAndKeepsNothing()
    {
        Hub.InsteadOfStore = _ => new HubAnswer(200, [.. Weights, 1, 2, 3]);

        Assert.Equal(
            $"The file 'model.safetensors' of 'acme/driftball@main' arrived damaged twice: it has {Weights.Length + 3} bytes, but the hub says {Weights.Length}. Nothing of it was kept.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
        AssertNothingOf("model.safetensors");
    }

    [Fact]
    public void Download_WrongChecksum_SaysSoAndKeepsNothing()
    {
        var damaged = Weights.ToArray();
        damaged[^1] ^= 1;
        Hub.InsteadOfStore = _ => new HubAnswer(200, damaged);

        Assert.Equal(
            $"The file 'model.safetensors' of 'acme/driftball@main' arrived damaged twice: its checksum is {FakeHub.Sha256(damaged)}, but the hub says {FakeHub.Sha256(Weights)}. Nothing of it was kept.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
        Assert.Equal(2, Hub.StoreCalls.Count);
        AssertNothingOf("model.safetensors");
    }

    [Fact]
    public void Download_WrongChecksumOfASmallFile_SaysSo()
    {
        Hub.Instead = call => call is { Method: "GET" } && call.Path.EndsWith("/config.json", StringComparison.Ordinal)
            ? new HubAnswer(200, new byte[Hub.Files["config.json"].Length])
            : null;

        Assert.StartsWith(
            "The file 'config.json' of 'acme/driftball@main' arrived damaged twice: its checksum is ",
            Assert.Throws<InputException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Download_DamagedRestOfAnEarlierRun_StartsOver()
    {
        var blob = Path.Combine(_fixture.Model, "blobs", FakeHub.Sha256(Weights) + ".incomplete");
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        File.WriteAllBytes(blob, new byte[100]);

        using var checkpoint = Checkpoint.Open(_fixture.Find());

        Assert.Equal([100, 0], Hub.StoreCalls.Select(call => call.From));
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden")]
    public void List_RefusedWithAToken_NamesWhereTheTokenIsFrom(int status, string words)
    {
        Hub.Instead = _ => HubAnswer.Of(status);

        Assert.Equal(
            $"The hub refused the model 'acme/driftball@main' with {status} ({words}): it is gated, private, or does not exist. The token in 'HF_TOKEN' may not read it: ask for access at {Hub.Address}acme/driftball, or set HF_TOKEN to a token that may.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
        Assert.Single(Hub.Calls);
    }

    [Fact]
    public void List_RefusedWithoutAToken_NamesTheVariable()
    {
        _fixture.Settings = _fixture.Settings with { Token = null, TokenSource = null };
        Hub.Instead = _ => HubAnswer.Of(401);

        Assert.EndsWith(
            "and set the environment variable HF_TOKEN to a token that may read it.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Download_Gated_IsRefusedAtTheFirstFile()
    {
        Hub.Instead = call => call.Path.Contains("/resolve/", StringComparison.Ordinal) ? HubAnswer.Of(403) : null;

        Assert.StartsWith("The hub refused the model 'acme/driftball@main' with 403", Assert.Throws<InputException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_UnknownRevision_SaysSo() => Assert.Equal(
        "The model 'acme/driftball' has no revision 'v9' on 127.0.0.1; name a branch, a tag or a commit that it has.",
        Assert.Throws<InputException>(() => _fixture.Find("v9")).Message);

    [Fact]
    public void List_UnknownModel_SaysSo()
    {
        Hub.Instead = _ => HubAnswer.Of(404);

        Assert.Equal(
            "There is no model 'acme/driftball' on 127.0.0.1, asked for revision 'main'. Check the name, or write './acme/driftball@main' if it is a folder.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
    }

    [Fact]
    public void Download_AnotherHost_GetsNoToken()
    {
        _fixture.Find();

        Assert.All(Hub.Calls, call => Assert.Equal("secret", call.Token));
        Assert.NotEmpty(Hub.StoreCalls);
        Assert.All(Hub.StoreCalls, call => Assert.Null(call.Token));
    }

    [Fact]
    public void Download_RedirectWithinTheHub_KeepsTheToken()
    {
        var moved = "/acme/driftball/resolve/" + FakeHub.Commit;
        Hub.Instead = call => call.Path.StartsWith(moved, StringComparison.Ordinal) && !call.Path.EndsWith("?moved", StringComparison.Ordinal)
            ? new HubAnswer(307, []) { Headers = { ["Location"] = call.Path + "?moved" } }
            : call.Path.EndsWith("?moved", StringComparison.Ordinal) ? FakeHub.Part(call, File(call), FakeHub.GitBlob(File(call))) : null;

        _fixture.Find();

        Assert.All(Hub.Calls, call => Assert.Equal("secret", call.Token));
        byte[] File(HubCall call) => Hub.Files[call.Path[(moved.Length + 1)..^6]];
    }

    [Fact]
    public void List_RedirectsForEver_GivesUp()
    {
        Hub.Instead = call => HubAnswer.To(new Uri(Hub.Address, call.Path));

        Assert.Contains("it redirects more than 10 times", Assert.Throws<HubUnavailableException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
        Assert.Equal(44, Hub.Calls.Count);
    }

    [Fact]
    public void List_FailsTwice_IsTriedAgain()
    {
        Hub.Instead = _ => Hub.Calls.Count <= 2 ? HubAnswer.Of(502) : null;

        using var checkpoint = Checkpoint.Open(_fixture.Find());
    }

    [Fact]
    public void List_FailsAlways_GivesUpAfterSoManyTries()
    {
        Hub.Instead = _ => HubAnswer.Of(503);

        Assert.Equal(
            "The model 'acme/driftball@main' cannot be had from 127.0.0.1: it answers 503 (ServiceUnavailable), tried 4 times. Try again, or give a folder that holds the model.",
            Assert.Throws<HubUnavailableException>(() => _fixture.Find()).Message);
        Assert.Equal(4, Hub.Calls.Count);
    }

    [Fact]
    public void List_TooManyRequests_WaitsAsAsked()
    {
        Hub.Instead = _ => Hub.Calls.Count == 1 ? new HubAnswer(429, []) { Headers = { ["Retry-After"] = "0" } } : null;

        using var checkpoint = Checkpoint.Open(_fixture.Find());
    }

    [Fact]
    public void List_NobodyThere_SaysSo()
    {
        Hub.Dispose();

        Assert.StartsWith(
            "The model 'acme/driftball@main' cannot be had from 127.0.0.1: the connection to '127.0.0.1' failed (",
            Assert.Throws<HubUnavailableException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"sha": "../../etc", "siblings": []}""")]
    [InlineData("""{"sha": 7, "siblings": []}""")]
    public void List_AnswerOfAnotherKind_SaysSo(string json)
    {
        Hub.Instead = _ => new HubAnswer(200, System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Equal(
            "The hub's answer about 'acme/driftball@main' is not understood; check HF_ENDPOINT.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
    }

    [Fact]
    public void Download_EtagThatLeavesTheFolder_IsRefused()
    {
        Hub.Instead = call => call.Method == "HEAD" ? new HubAnswer(200, []) { Headers = { ["ETag"] = "\"../../evil\"" } } : null;

        Assert.Equal(
            "The hub does not say what the file 'config.json' of 'acme/driftball@main' holds (its ETag is '../../evil'); check HF_ENDPOINT.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
    }

    [Fact]
    public void Download_IndexThatLeavesTheFolder_IsRefused()
    {
        Hub.Files.Remove("model.safetensors");
        Hub.Files["model.safetensors.index.json"] = """{"weight_map": {"a": "../../evil.safetensors"}}"""u8.ToArray();

        Assert.Contains("which is not a file inside its folder", Assert.Throws<InputException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Download_Cancelled_StopsAndALaterRunGoesOn()
    {
        using var cancellation = new CancellationTokenSource();
        Hub.InsteadOfStore = call =>
        {
            cancellation.Cancel();
            return null;
        };

        Assert.ThrowsAny<OperationCanceledException>(() => _fixture.Find(cancellationToken: cancellation.Token));

        Hub.InsteadOfStore = null;
        using var checkpoint = Checkpoint.Open(_fixture.Find());
    }

    private void AssertNothingOf(string file)
    {
        Assert.False(File.Exists(Path.Combine(_fixture.Model, "snapshots", FakeHub.Commit, file)));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_fixture.Model, "blobs")), blob => Path.GetFileName(blob).StartsWith(FakeHub.Sha256(Hub.Files[file]), StringComparison.Ordinal));
    }
}
