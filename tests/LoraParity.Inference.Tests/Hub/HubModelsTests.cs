using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Hub;
using LoraParity.TestKit;
using LoraParity.TestKit.Hub;

namespace LoraParity.Inference.Tests.Hub;

public sealed class HubModelsTests : IDisposable
{
    private readonly HubFixture _fixture = new();

    private FakeHub Hub => _fixture.Hub;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Find_EmptyCache_DownloadsACheckpointThatOpens()
    {
        var folder = _fixture.Find();

        using var checkpoint = Checkpoint.Open(folder);
        Assert.NotEmpty(checkpoint.Tensors);
        Assert.Equal(Path.Combine(_fixture.Model, "snapshots", FakeHub.Commit), folder);
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(Hub.Files[Path.GetFileName(file)], File.ReadAllBytes(file)));
    }

    [Fact]
    public void ContentOf_EmptyCache_IsWhatTheHubLists()
    {
        Assert.Equal(HubContent.Checkpoint, _fixture.ContentOf());

        Hub.Files.Clear();
        Hub.Add(SharedFixtures.Own("peft", "llama-attn", "adapter"));

        Assert.Equal(HubContent.Adapter, _fixture.ContentOf());
        Assert.False(Directory.Exists(_fixture.Model));
    }

    [Fact]
    public void ContentOf_InTheCache_AsksNobody()
    {
        Hub.Files.Clear();
        Hub.Add(SharedFixtures.Own("peft", "llama-attn", "adapter"));
        _fixture.Find(content: HubContent.Adapter);
        var calls = Hub.Calls.Count;

        Assert.Equal(HubContent.Adapter, _fixture.ContentOf());
        Assert.Equal(calls, Hub.Calls.Count);
    }

    [Fact]
    public void ContentOf_OfflineWithAnEmptyCache_IsACheckpoint()
    {
        _fixture.Settings = _fixture.Settings with { Offline = true };

        Assert.Equal(HubContent.Checkpoint, _fixture.ContentOf());
        Assert.Empty(Hub.Calls);
    }

    [Fact]
    public void Find_EmptyCache_LaysItOutAsHuggingFaceDoes()
    {
        var folder = _fixture.Find();

        var weights = FakeHub.Sha256(Hub.Files["model.safetensors"]);
        Assert.Equal(FakeHub.Commit, File.ReadAllText(Path.Combine(_fixture.Model, "refs", "main")));
        Assert.Equal($"../../blobs/{weights}", Target(folder, "model.safetensors"));
        Assert.Equal($"../../blobs/{FakeHub.GitBlob(Hub.Files["config.json"])}", Target(folder, "config.json"));
        Assert.True(File.Exists(Path.Combine(_fixture.Model, ".no_exist", FakeHub.Commit, "vocab.txt")));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_fixture.Model, "blobs")), file => file.EndsWith(".incomplete", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_LinksOff_Copies()
    {
        _fixture.Settings = _fixture.Settings with { UseLinks = false };

        var folder = _fixture.Find();

        Assert.All(Directory.GetFiles(folder), file => Assert.Null(new FileInfo(file).LinkTarget));
        using var checkpoint = Checkpoint.Open(folder);
    }

    [Fact]
    public void Find_OtherFormatsBeside_LeavesThemThere()
    {
        foreach (var name in new[] { "pytorch_model.bin", "README.md", "onnx/model.onnx", "model.fp16.safetensors", "../evil.json" })
            Hub.Files[name] = [1, 2, 3];

        var folder = _fixture.Find();

        Assert.DoesNotContain(Hub.Calls, call => call.Path.Contains("onnx", StringComparison.Ordinal) || call.Path.Contains("bin", StringComparison.Ordinal) || call.Path.Contains("evil", StringComparison.Ordinal));
        Assert.Equal(["config.json", "generation_config.json", "model.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName).Order().Where(name => !name!.Contains("token", StringComparison.Ordinal)));
    }

    [Fact]
    public void Find_Shards_DownloadsThoseOfTheIndex()
    {
        var weights = Hub.Files["model.safetensors"];
        Hub.Files.Remove("model.safetensors");
        Hub.Files["model-00001-of-00001.safetensors"] = weights;
        Hub.Files["model-00002-of-00002.safetensors"] = weights;
        Hub.Files["model.safetensors.index.json"] = """{"weight_map": {"model.embed_tokens.weight": "model-00001-of-00001.safetensors"}}"""u8.ToArray();

        var folder = _fixture.Find();

        Assert.True(File.Exists(Path.Combine(folder, "model-00001-of-00001.safetensors")));
        Assert.False(File.Exists(Path.Combine(folder, "model-00002-of-00002.safetensors")));
    }

    [Fact]
    public void Find_Commit_AsksNothingTheSecondTime()
    {
        _fixture.Find(FakeHub.Commit);
        var calls = Hub.Calls.Count;

        _fixture.Find(FakeHub.Commit);

        Assert.Equal(calls, Hub.Calls.Count);
    }

    [Fact]
    public void Find_BranchTheSecondTime_AsksOnlyWhatItStandsFor()
    {
        _fixture.Find();
        var calls = Hub.Calls.Count;

        _fixture.Find();

        Assert.Equal("/api/models/acme/driftball/revision/main", Assert.Single(Hub.Calls.Skip(calls)).Path);
    }

    [Fact]
    public void Find_RevisionWithSlashes_IsOneNameForTheHub()
    {
        Hub.Revisions["refs/pr/1"] = FakeHub.Commit;

        _fixture.Find("refs/pr/1");

        Assert.Equal("/api/models/acme/driftball/revision/refs%2Fpr%2F1", Hub.Calls[0].Path);
        Assert.True(File.Exists(Path.Combine(_fixture.Model, "refs", "refs", "pr", "1")));
    }

    [Fact]
    public void Find_Offline_TakesWhatIsThereAndAsksNothing()
    {
        var expected = _fixture.Find();
        var calls = Hub.Calls.Count;
        _fixture.Settings = _fixture.Settings with { Offline = true };

        Assert.Equal(expected, _fixture.Find());
        Assert.Equal(calls, Hub.Calls.Count);
    }

    [Fact]
    public void Find_OfflineAndNotThere_SaysSo()
    {
        _fixture.Settings = _fixture.Settings with { Offline = true };

        var problem = Assert.Throws<HubUnavailableException>(() => _fixture.Find());

        Assert.Equal(
            $"The model 'acme/driftball@main' is not complete in the cache '{_fixture.Settings.CacheFolder}' (no commit for 'main'), and HF_HUB_OFFLINE forbids a download; download it once without HF_HUB_OFFLINE.",
            problem.Message);
        Assert.Empty(Hub.Calls);
    }

    [Fact]
    public void Find_OfflineAndHalfThere_SaysWhatIsMissing()
    {
        File.Delete(Path.Combine(_fixture.Find(), "model.safetensors"));
        _fixture.Settings = _fixture.Settings with { Offline = true };

        Assert.Contains("(no model.safetensors)", Assert.Throws<HubUnavailableException>(() => _fixture.Find()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_HubDownButCached_TakesTheCache()
    {
        var expected = _fixture.Find();
        Hub.Instead = _ => HubAnswer.Of(503);

        Assert.Equal(expected, _fixture.Find());
    }

    [Fact]
    public void Find_Adapter_DownloadsItsFilesOnly()
    {
        Hub.Files.Clear();
        Hub.Add(TestKit.SharedFixtures.Own("peft", "llama-attn", "adapter"));
        Hub.Files["optimizer.pt"] = [1];

        var folder = _fixture.Find(content: HubContent.Adapter);

        Assert.Equal(["adapter_config.json", "adapter_model.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Find_AdapterAsBase_SaysWhereItBelongs()
    {
        Hub.Files.Remove("config.json");
        Hub.Files["adapter_config.json"] = "{}"u8.ToArray();

        Assert.Equal(
            "'acme/driftball@main' is an adapter, not a model: it has no config.json. Name it under 'adapters', and its base model here.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
    }

    [Fact]
    public void Find_PickledWeightsOnly_Refuses()
    {
        Hub.Files.Remove("model.safetensors");
        Hub.Files["pytorch_model.bin"] = [1];

        Assert.Equal(
            "The model 'acme/driftball@main' has pickled weights only ('pytorch_model.bin'), which can run code when loaded; name a revision with safetensors.",
            Assert.Throws<InputException>(() => _fixture.Find()).Message);
    }

    [Fact]
    public void Find_SeveralAtOnce_DownloadEachFileOnce()
    {
        Parallel.For(0, 8, _ => _fixture.Find());

        var downloads = Hub.Calls.Concat(Hub.StoreCalls).Where(call => call.Method == "GET" && !call.Path.StartsWith("/api", StringComparison.Ordinal) && !call.Path.EndsWith("/model.safetensors", StringComparison.Ordinal) || call.Path == "/model.safetensors");
        Assert.All(downloads.CountBy(call => call.Path), path => Assert.Equal((path.Key, 1), (path.Key, path.Value)));
        using var checkpoint = Checkpoint.Open(_fixture.Find());
    }

    [Fact]
    public void Find_Downloading_TellsHowFarItIs()
    {
        _fixture.Find();

        var weights = _fixture.Progress.Where(p => p.Stage == "downloading acme/driftball@main model.safetensors").ToList();
        Assert.Equal(1, weights[^1].Fraction);
        Assert.All(_fixture.Progress, p => Assert.InRange(p.Fraction, 0, 1));
    }

    private static string? Target(string folder, string file) => new FileInfo(Path.Combine(folder, file)).LinkTarget?.Replace('\\', '/');
}
