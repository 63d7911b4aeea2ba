using LoraParity.TestKit;
using LoraParity.TestKit.Hub;

namespace LoraParity.Cli.Tests;

/// <summary>Models by their hub ids, from a hub on this machine into a cache of the test's own.</summary>
public sealed class HubProcessTests : IDisposable
{
    private const string Spec = """
        version: 1
        base: acme/driftball@main
        adapters: [ADAPTER]
        matrix:
          merged: {merge: [bf16], save: [bf16], compute: [bf16]}
        prompts:
          - {id: one, token_ids: [1, 2, 3], max_new_tokens: 2}
        """;

    private readonly FakeHub _hub = new();
    private readonly TemporaryFolder _folder = new();

    public HubProcessTests()
    {
        _hub.Add(SharedFixtures.Own("peft", "llama-attn", "base"));
        _folder.Write("tiny.parity.yaml", Spec.Replace("ADAPTER", SharedFixtures.Own("peft", "llama-attn", "adapter"), StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _hub.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Run_HubIdInASpec_DownloadsAndRuns()
    {
        var run = Run("run", "tiny.parity.yaml", "--no-snapshots", "--results", "results.json");

        Assert.Equal((0, ""), (run.Code, string.Join('\n', run.ErrorLines.Where(line => line.StartsWith("error", StringComparison.Ordinal)))));
        Assert.Contains("tiny: downloading acme/driftball@main model.safetensors", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"base\":\"acme/driftball@main\"", File.ReadAllText(_folder["results.json"]), StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder["home", "hub", "models--acme--driftball", "snapshots", FakeHub.Commit]));
    }

    [Fact]
    public void Run_OfflineWithAnEmptyCache_IsTheMachinesFault()
    {
        var run = ToolProcess.Run(_folder.Path, new Dictionary<string, string>(Variables) { ["HF_HUB_OFFLINE"] = "1" }, "run", "tiny.parity.yaml", "--no-snapshots");

        Assert.Equal(3, run.Code);
        Assert.Contains("error: The model 'acme/driftball@main' is not complete in the cache", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_HubId_TellsWhatItHolds()
    {
        var model = Run("inspect", "acme/driftball@main");
        var here = Run("inspect", SharedFixtures.Own("peft", "llama-attn", "base"));

        Assert.Equal((0, here.Out), (model.Code, model.Out));
    }

    [Fact]
    public void Inspect_AdaptersHubId_TellsWhatItHolds()
    {
        var adapter = SharedFixtures.Own("peft", "llama-attn", "adapter");
        _hub.Files.Clear();
        _hub.Add(adapter);

        var run = Run("inspect", "acme/driftball@main");

        Assert.Equal((0, Run("inspect", adapter).Out), (run.Code, run.Out));
    }

    [Fact]
    public void Merge_HubId_MergesTheDownloadedModel()
    {
        var run = Run("merge", "acme/driftball@main", SharedFixtures.Own("peft", "llama-attn", "adapter"), "--out", "merged");

        Assert.Equal((0, true), (run.Code, File.Exists(_folder["merged", "model.safetensors"])));
    }

    [Fact]
    public void Merge_ThreeProcessesAtOnce_DownloadTheWeightsOnce()
    {
        var adapter = SharedFixtures.Own("peft", "llama-attn", "adapter");

        var codes = new int[3];
        Parallel.For(0, codes.Length, i => codes[i] = Run("merge", "acme/driftball@main", adapter, "--out", $"merged{i}").Code);

        Assert.Equal([0, 0, 0], codes);
        Assert.Single(_hub.StoreCalls, call => call.Method == "GET");
    }

    private Dictionary<string, string> Variables => new()
    {
        ["HF_ENDPOINT"] = _hub.Address.AbsoluteUri,
        ["HF_HOME"] = _folder["home"],
        ["HF_HUB_CACHE"] = "",
        ["HF_HUB_OFFLINE"] = "",
        ["NO_PROXY"] = "127.0.0.1",
    };

    private CliRun Run(params string[] arguments) => ToolProcess.Run(_folder.Path, Variables, arguments);
}
