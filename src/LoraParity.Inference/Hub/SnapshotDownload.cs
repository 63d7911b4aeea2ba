using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Files;
using LoraParity.Inference.Checkpoints;
using LoraParity.Plans;

namespace LoraParity.Inference.Hub;

/// <summary>Downloads what a snapshot in the cache lacks of a commit: the small files first, then the weights.</summary>
internal sealed class SnapshotDownload(
    HubClient client, HubPatience patience, HubSettings settings, HubCache cache, HubId id, HubListing listing, Action<RunProgress> progress)
{
    private long _present;
    private long _total;

    /// <summary>Downloads.</summary>
    public async Task RunAsync(HubContent content, CancellationToken cancellationToken)
    {
        var small = HubFiles.Small(content);
        await FetchAsync([.. small.Where(listing.Files.Contains)], cancellationToken);
        foreach (var file in small.Where(file => !listing.Files.Contains(file)))
            cache.NoteAbsence(listing.Commit, file);

        var single = HubFiles.Weights(content);
        if (listing.Files.Contains(single))
            await FetchAsync([single], cancellationToken);
        else
            await FetchShardsAsync(cancellationToken);
    }

    private async Task FetchShardsAsync(CancellationToken cancellationToken)
    {
        await FetchAsync([ShardIndex.FileName], cancellationToken);
        var shards = HubFiles.Shards(cache, listing.Commit);
        var missing = shards.FirstOrDefault(shard => !listing.Files.Contains(shard));
        if (missing is not null)
            throw new InputException($"The index of '{id}' names the shard '{missing}', which the model does not have; name another revision.");
        await FetchAsync(shards, cancellationToken);
    }

    private async Task FetchAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var files = new List<HubFile>();
        foreach (var name in names.Where(name => !cache.Holds(listing.Commit, name)))
            files.Add(await client.LocateAsync(id, listing.Commit, name, cancellationToken));

        _present = 0;
        _total = files.Sum(file => file.Length ?? 0);
        CheckSpace(_total);
        foreach (var file in files)
            await FetchAsync(file, cancellationToken);
    }

    private async Task FetchAsync(HubFile file, CancellationToken cancellationToken)
    {
        using (await cache.LockAsync(file.Etag, cancellationToken))
        {
            var blob = cache.Blob(file.Etag);
            if (!IsWhole(blob, file))
                await new BlobDownload(client, patience, settings, id, file, blob).RunAsync(bytes => Report(file, bytes), cancellationToken);
            cache.Show(listing.Commit, file.Name, file.Etag);
        }

        _present += file.Length ?? 0;
    }

    private static bool IsWhole(string blob, HubFile file) =>
        new FileInfo(blob) is { Exists: true } info && (file.Length is null || info.Length == file.Length);

    private void Report(HubFile file, long bytes) =>
        progress(new RunProgress($"downloading {id} {file.Name}", _total == 0 ? 0 : Math.Min(1, (double)(_present + bytes) / _total)));

    private void CheckSpace(long needed)
    {
        Directory.CreateDirectory(settings.CacheFolder);
        if (DiskSpace.Free(settings.CacheFolder) is { } free && needed > free)
            throw HubErrors.NoSpace(id, settings.CacheFolder, needed, free);
    }
}
