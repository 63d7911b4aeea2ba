using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Inference.Hub;

/// <summary>
/// Finds models by their hub ids: in the Hugging Face cache, or else on the hub, from where it downloads into that cache what is
/// needed and missing. Safe under several processes that ask for the same model.
/// </summary>
public sealed class HubModels : IDisposable
{
    private readonly HubSettings _settings;
    private readonly ILogger _logger;
    private readonly HubPatience _patience;
    private readonly HubClient _client;

    /// <summary>Creates it.</summary>
    /// <param name="settings">Where models come from and are kept.</param>
    /// <param name="logger">Told what is downloaded.</param>
    public HubModels(HubSettings settings, ILogger logger)
        : this(settings, logger, HubPatience.Default)
    {
    }

    internal HubModels(HubSettings settings, ILogger logger, HubPatience patience)
    {
        _settings = settings;
        _logger = logger;
        _patience = patience;
        _client = new HubClient(settings, patience);
    }

    /// <summary>The folder of a model.</summary>
    /// <param name="id">The model.</param>
    /// <param name="content">What it is needed for.</param>
    /// <param name="progress">Told how far downloads are; not called without any.</param>
    /// <param name="cancellationToken">Ends downloads; the next call goes on where they were.</param>
    /// <exception cref="InputException">There is no such model, it may not be read, or it arrives damaged.</exception>
    /// <exception cref="HubUnavailableException">It is not in the cache, and the hub cannot be reached or must not.</exception>
    public string Find(HubId id, HubContent content, Action<RunProgress> progress, CancellationToken cancellationToken) =>
        Task.Run(() => FindAsync(id, content, progress, cancellationToken), cancellationToken).GetAwaiter().GetResult();

    /// <summary>What a model is, of which nothing but its id is known.</summary>
    /// <param name="id">The model.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>What the cache holds it as, or else the hub; a checkpoint where nothing may be asked of the hub.</returns>
    /// <exception cref="InputException">There is no such model, or it may not be read.</exception>
    /// <exception cref="HubUnavailableException">It is not in the cache, and the hub cannot be reached.</exception>
    public HubContent ContentOf(HubId id, CancellationToken cancellationToken)
    {
        var cache = new HubCache(_settings.CacheFolder, id, _settings.UseLinks);
        foreach (var content in new[] { HubContent.Adapter, HubContent.Checkpoint })
        {
            if (cache.Commit() is { } commit && cache.Holds(commit, HubFiles.Config(content)))
                return content;
        }

        if (_settings.Offline)
            return HubContent.Checkpoint;
        var listing = Task.Run(() => _client.ListAsync(id, cancellationToken), cancellationToken).GetAwaiter().GetResult();
        return listing.Files.Contains(HubFiles.Config(HubContent.Adapter)) ? HubContent.Adapter : HubContent.Checkpoint;
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<string> FindAsync(HubId id, HubContent content, Action<RunProgress> progress, CancellationToken cancellationToken)
    {
        var cache = new HubCache(_settings.CacheFolder, id, _settings.UseLinks);
        var known = cache.Commit();
        if (_settings.Offline)
            return Cached(id, content, cache, known);
        if (id.IsCommit && HubFiles.IsComplete(cache, id.Revision, content))
            return cache.Snapshot(id.Revision);

        HubListing listing;
        try
        {
            listing = await _client.ListAsync(id, cancellationToken);
        }
        catch (HubUnavailableException e) when (known is not null && HubFiles.Missing(cache, known, content) is null)
        {
            _logger.LogWarning("{Problem} The commit '{Commit}' from the cache is used, which may be older.", e.Message, known);
            return cache.Snapshot(known);
        }

        HubFiles.Check(id, content, listing.Files);
        if (!HubFiles.IsComplete(cache, listing.Commit, content))
            await new SnapshotDownload(_client, _patience, _settings, cache, id, listing, progress).RunAsync(content, cancellationToken);
        cache.NoteCommit(listing.Commit);
        _logger.LogInformation("The model '{Id}' is commit '{Commit}'.", id, listing.Commit);
        return cache.Snapshot(listing.Commit);
    }

    private string Cached(HubId id, HubContent content, HubCache cache, string? commit)
    {
        var missing = commit is null ? $"no commit for '{id.Revision}'" : HubFiles.Missing(cache, commit, content);
        return missing is null ? cache.Snapshot(commit!) : throw HubErrors.Offline(id, _settings.CacheFolder, missing);
    }
}
