using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Plans;

namespace LoraParity.Inference.Hub;

/// <summary>Asks a hub. The token goes to the hub's own address and nowhere else, whatever redirects say.</summary>
internal sealed class HubClient : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HubSettings _settings;
    private readonly HubPatience _patience;
    private readonly HttpClient _http;

    public HubClient(HubSettings settings, HubPatience patience)
    {
        _settings = settings;
        _patience = patience;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = patience.Stall };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("loraparity", typeof(HubClient).Assembly.GetName().Version!.ToString(3)));
        _http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>What a revision stands for and which files it has.</summary>
    /// <exception cref="InputException">The hub refuses or has no such model or revision.</exception>
    /// <exception cref="HubUnavailableException">The hub cannot be reached.</exception>
    public Task<HubListing> ListAsync(HubId id, CancellationToken cancellationToken) => TryAsync(id, async token =>
    {
        var address = Address($"api/models/{id.Repository}/revision/{Uri.EscapeDataString(id.Revision)}");
        using var response = await SendAsync(HttpMethod.Get, address, 0, follow: true, token);
        Check(response, id, null);
        return ReadListing(id, await ReadAsync(response, token));
    }, cancellationToken);

    /// <summary>Where a file is and what its content is to be.</summary>
    public Task<HubFile> LocateAsync(HubId id, string commit, string name, CancellationToken cancellationToken) => TryAsync(id, async token =>
    {
        var address = Address($"{id.Repository}/resolve/{commit}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");
        var response = await SendAsync(HttpMethod.Head, address, 0, follow: false, token);
        if (Target(response, address) is not null && Header(response, "X-Linked-Etag") is null)
        {
            response.Dispose();
            response = await SendAsync(HttpMethod.Head, address, 0, follow: true, token);
        }

        using (response)
        {
            if (Target(response, address) is null)
                Check(response, id, name);
            return Describe(id, name, address, response);
        }
    }, cancellationToken);

    /// <summary>Begins a download; one try.</summary>
    /// <param name="id">The model, for messages.</param>
    /// <param name="file">The file.</param>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<HttpResponseMessage> OpenAsync(HubId id, HubFile file, long from, CancellationToken cancellationToken)
    {
        var response = await SendAsync(HttpMethod.Get, file.Address, from, follow: true, cancellationToken);
        try
        {
            if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
                Check(response, id, file.Name);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private Uri Address(string path) => new($"{_settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");

    private async Task<T> TryAsync<T>(HubId id, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await request(cancellationToken);
            }
            catch (PassingFailure failure)
            {
                if (failures == _patience.Tries)
                    throw HubErrors.Unavailable(id, _settings, failures, failure);
                await _patience.WaitAsync(failures, failure.RetryAfter, cancellationToken);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, long from, bool follow, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            var response = await SendOnceAsync(method, address, from, cancellationToken);
            if (Target(response, address) is not { } target || !follow && !IsHub(target))
                return response;
            response.Dispose();
            if (address.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps)
                throw new PassingFailure($"it redirects to '{target.Host}' without encryption");
            address = target;
        }

        throw new PassingFailure($"it redirects more than {MostRedirects} times");
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri address, long from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (IsHub(address) && _settings.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience.Stall);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (HttpRequestException e)
        {
            throw new PassingFailure($"the connection to '{address.Host}' failed ({(e.InnerException ?? e).Message.TrimEnd('.')})", inner: e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PassingFailure($"'{address.Host}' does not answer");
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience.Stall);
        try
        {
            return await response.Content.ReadAsByteArrayAsync(limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new PassingFailure("its answer was cut off", inner: e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PassingFailure("its answer stopped");
        }
    }

    private void Check(HttpResponseMessage response, HubId id, string? file)
    {
        var status = response.StatusCode;
        if (status is HttpStatusCode.OK or HttpStatusCode.PartialContent)
            return;
        if (status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500)
            throw new PassingFailure($"it answers {(int)status} ({status})", response.Headers.RetryAfter?.Delta);
        throw Final(status, Header(response, "X-Error-Code"), id, file);
    }

    private InputException Final(HttpStatusCode status, string? code, HubId id, string? file) => (status, code) switch
    {
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => HubErrors.Refused(id, _settings, status),
        (HttpStatusCode.NotFound, "RevisionNotFound") => HubErrors.NoRevision(id, _settings),
        (HttpStatusCode.NotFound, _) when file is not null => HubErrors.NoFile(id, file),
        (HttpStatusCode.NotFound, _) => HubErrors.NoModel(id, _settings),
        _ => HubErrors.Unexpected(id, status),
    };

    private static HubListing ReadListing(HubId id, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var commit = document.RootElement.GetProperty("sha").GetString() ?? "";
            var files = document.RootElement.GetProperty("siblings").EnumerateArray().Select(file => file.GetProperty("rfilename").GetString() ?? "");
            return HubId.IsCommitHash(commit) ? new HubListing(commit, files.ToHashSet(StringComparer.Ordinal)) : throw HubErrors.NotUnderstood(id);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw HubErrors.NotUnderstood(id);
        }
    }

    private static HubFile Describe(HubId id, string name, Uri address, HttpResponseMessage response)
    {
        var etag = Header(response, "X-Linked-Etag") ?? response.Headers.ETag?.Tag ?? "";
        etag = etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..].Trim('"') : etag.Trim('"');
        if (!HubCache.IsBlobName(etag))
            throw new InputException($"The hub does not say what the file '{name}' of '{id}' holds (its ETag is '{etag}'); check HF_ENDPOINT.");
        var length = long.TryParse(Header(response, "X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var linked) ? linked : response.Content.Headers.ContentLength;
        return new HubFile(name, address, etag, length);
    }

    private bool IsHub(Uri address) => Uri.Compare(address, _settings.Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri? Target(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location ? new Uri(address, location) : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
