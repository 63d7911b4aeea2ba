using System.Net;
using LoraParity.Plans;

namespace LoraParity.Inference.Hub;

/// <summary>
/// Brings one content into the cache. Bytes gather in <c>BLOB.incomplete</c>, where a later try or run goes on; only a file of the
/// right length and checksum gets the blob's name.
/// </summary>
internal sealed class BlobDownload(HubClient client, HubPatience patience, HubSettings settings, HubId id, HubFile file, string blob)
{
    // A connection that breaks again and again may go on as long as each try brings this much.
    private const long Progress = 1 << 20;

    private readonly string _incomplete = blob + ".incomplete";

    /// <summary>Downloads to the end.</summary>
    /// <param name="report">Told how many bytes of the file are here.</param>
    /// <param name="cancellationToken">Ends the download; what came so far stays.</param>
    public async Task RunAsync(Action<long> report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        await FetchAllAsync(report, cancellationToken);
        if (await ProblemAsync(cancellationToken) is not null)
        {
            // What an earlier run left may be the cause: once from the start.
            File.Delete(_incomplete);
            await FetchAllAsync(report, cancellationToken);
            if (await ProblemAsync(cancellationToken) is { } problem)
            {
                File.Delete(_incomplete);
                throw problem;
            }
        }

        File.Move(_incomplete, blob, overwrite: true);
    }

    private async Task FetchAllAsync(Action<long> report, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            var before = Present();
            try
            {
                await FetchRestAsync(report, cancellationToken);
                return;
            }
            catch (PassingFailure failure)
            {
                if (Present() - before >= Progress)
                    failures = 1;
                if (failures == patience.Tries)
                    throw HubErrors.Unavailable(id, settings, failures, failure);
                await patience.WaitAsync(failures, failure.RetryAfter, cancellationToken);
            }
        }
    }

    private async Task FetchRestAsync(Action<long> report, CancellationToken cancellationToken)
    {
        var present = Present();
        if (present > file.Length)
        {
            File.Delete(_incomplete);
            present = 0;
        }

        if (present > 0 && present == file.Length)
            return;
        using var response = await client.OpenAsync(id, file, present, cancellationToken);
        var held = present;
        if (!Continues(response, ref present))
        {
            File.Delete(_incomplete);
            throw new PassingFailure($"it does not go on after the first {held} of {file.Length} bytes of '{file.Name}'");
        }

        await AppendAsync(response, present, report, cancellationToken);
    }

    /// <summary>Whether the answer begins where it was asked to, or at the start, which is as good.</summary>
    private static bool Continues(HttpResponseMessage response, ref long present)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
            return response.Content.Headers.ContentRange?.From == present;
        present = 0;
        return response.StatusCode == HttpStatusCode.OK;
    }

    private async Task AppendAsync(HttpResponseMessage response, long present, Action<long> report, CancellationToken cancellationToken)
    {
        await using var target = new FileStream(_incomplete, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1, FileOptions.Asynchronous);
        target.SetLength(present);
        target.Position = present;
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[1 << 18];
        while (await ReadAsync(source, buffer, cancellationToken) is var read and > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            report(target.Position);
            if (target.Position > file.Length)
                break;
        }

        target.Flush(flushToDisk: true);
        if (target.Position < file.Length)
            throw new PassingFailure($"it stopped after {target.Position} of the {file.Length} bytes of '{file.Name}'");
    }

    private async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience.Stall);
        try
        {
            return await source.ReadAsync(buffer, limit.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new PassingFailure($"the download of '{file.Name}' was cut off", inner: e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PassingFailure($"the download of '{file.Name}' came to a halt");
        }
    }

    private async Task<Exception?> ProblemAsync(CancellationToken cancellationToken)
    {
        var length = Present();
        if (file.Length is { } expected && length != expected)
            return HubErrors.WrongLength(id, file.Name, length, expected);
        var hash = await ContentHash.OfAsync(_incomplete, file.Etag, cancellationToken);
        return hash is null || hash == file.Etag ? null : HubErrors.WrongContent(id, file.Name, hash, file.Etag);
    }

    private long Present() => new FileInfo(_incomplete) is { Exists: true } info ? info.Length : 0;
}
