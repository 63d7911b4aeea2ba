using LoraParity.Engines;
using LoraParity.Inference.Hub;
using LoraParity.Plans;
using LoraParity.TestKit;
using LoraParity.TestKit.Hub;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Hub;

/// <summary>A hub with a tiny model, and an empty cache.</summary>
internal sealed class HubFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HubFixture()
    {
        Hub = new FakeHub().Add(SharedFixtures.Own("peft", "llama-attn", "base"));
        Settings = new HubSettings { Endpoint = Hub.Address, CacheFolder = _folder["hub"], Token = "secret", TokenSource = "HF_TOKEN" };
    }

    public FakeHub Hub { get; }

    public HubSettings Settings { get; set; }

    /// <summary>Where the model lies in the cache.</summary>
    public string Model => _folder["hub", "models--acme--driftball"];

    public List<RunProgress> Progress { get; } = [];

    public string Find(string revision = "main", HubContent content = HubContent.Checkpoint, CancellationToken cancellationToken = default) =>
        Ask(revision, (models, id) => models.Find(id, content, Report, cancellationToken));

    public HubContent ContentOf(string revision = "main") => Ask(revision, (models, id) => models.ContentOf(id, CancellationToken.None));

    public void Dispose()
    {
        Hub.Dispose();
        _folder.Dispose();
    }

    private T Ask<T>(string revision, Func<HubModels, HubId, T> ask)
    {
        Assert.True(HubId.TryParse($"{FakeHub.Repository}@{revision}", out var id));
        using var models = new HubModels(Settings, NullLogger.Instance, new HubPatience(4, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        return ask(models, id);
    }

    private void Report(RunProgress progress)
    {
        lock (Progress)
            Progress.Add(progress);
    }
}
