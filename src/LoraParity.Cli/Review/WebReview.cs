using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Reporting.Html;
using LoraParity.Reporting.Review;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Review;

/// <summary>
/// Serves the review on this machine alone. Whoever asks must name this server in the Host header, so that no page of another site
/// can reach it under a name of its own, come from no other page, and know the token that stands in the address.
/// </summary>
internal sealed class WebReview : IDisposable
{
    private const int MostBytes = 4096;

    private readonly IReadOnlyList<ReviewItem> _items;
    private readonly Func<string, SnapshotStore> _storeOf;
    private readonly HashSet<int> _decided = [];
    private readonly HttpListener _listener = new();
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private readonly string _authority;

    /// <summary>Starts to listen.</summary>
    /// <param name="items">What waits for approval.</param>
    /// <param name="storeOf">The store of a received snapshot.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <exception cref="ParityEnvironmentException">The port is taken.</exception>
    public WebReview(IReadOnlyList<ReviewItem> items, Func<string, SnapshotStore> storeOf, int port)
    {
        (_items, _storeOf) = (items, storeOf);
        _authority = string.Create(CultureInfo.InvariantCulture, $"{IPAddress.Loopback}:{(port == 0 ? FreePort() : port)}");
        _listener.Prefixes.Add($"http://{_authority}/");
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException e)
        {
            throw new ParityEnvironmentException($"The review cannot listen on '{_authority}': {e.Message.TrimEnd('.')}. Choose another port with --port.");
        }
    }

    /// <summary>The page's address, token included.</summary>
    public string Address => $"http://{_authority}/?token={_token}";

    /// <summary>How many snapshots still wait.</summary>
    public int Waiting => _items.Count - _decided.Count;

    /// <summary>Answers requests until the page says that it is finished.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(_listener.Stop);
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }

            if (await TryAnswerAsync(context))
                return;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Close();

    // A browser that goes away in the middle of a request ends nothing but that.
    private async Task<bool> TryAnswerAsync(HttpListenerContext context)
    {
        try
        {
            return await AnswerAsync(context);
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
            context.Response.Abort();
            return false;
        }
    }

    private async Task<bool> AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        if (!IsOwn(request) || !HasToken(request))
            await SendAsync(context.Response, 403, "text/plain", "Open the address that 'loraparity review --web' printed.");
        else if (request is { HttpMethod: "GET", Url.AbsolutePath: "/" })
            await SendAsync(context.Response, 200, "text/html", ReviewPage.Render(_items, _token));
        else if (request is { HttpMethod: "POST", Url.AbsolutePath: "/decide" })
            await SendAsync(context.Response, 200, "application/json", await DecideAsync(request));
        else if (request is { HttpMethod: "POST", Url.AbsolutePath: "/finish" })
            return await FinishAsync(context.Response);
        else
            await SendAsync(context.Response, 404, "text/plain", "There is nothing here.");
        return false;
    }

    // The Host header stops other sites that give this machine a name of theirs; browsers add Origin to whatever another site sends.
    private bool IsOwn(HttpListenerRequest request) =>
        request.UserHostName == _authority && (request.Headers["Origin"] is not { } origin || origin == $"http://{_authority}");

    // A page shows itself with the token in its address; what changes files needs it in a header, which no form can send.
    private bool HasToken(HttpListenerRequest request)
    {
        var given = request.HttpMethod == "GET" ? request.QueryString["token"] : request.Headers["X-LoraParity-Token"];
        return given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(_token));
    }

    private static async Task<bool> FinishAsync(HttpListenerResponse response)
    {
        await SendAsync(response, 200, "application/json", "{}");
        return true;
    }

    private async Task<string> DecideAsync(HttpListenerRequest request)
    {
        try
        {
            Decide(await ReadAsync(request));
            return "{}";
        }
        catch (Exception e) when (e is InputException or UnauthorizedAccessException)
        {
            return JsonSerializer.Serialize(new { error = e.Message });
        }
    }

    private void Decide(JsonElement decision)
    {
        if (Item(decision) is not { } index || _decided.Contains(index))
            throw new InputException("There is no such snapshot, or it is decided already.");

        var path = _items[index].Snapshot.ReceivedPath;
        switch (decision.TryGetProperty("action", out var action) && action.ValueKind is JsonValueKind.String ? action.GetString() : null)
        {
            case "accept":
                _storeOf(path).Accept(path);
                break;
            case "reject":
                _storeOf(path).Reject(path);
                break;
            default:
                throw new InputException("The action must be 'accept' or 'reject'.");
        }

        _decided.Add(index);
    }

    private int? Item(JsonElement decision) =>
        decision.TryGetProperty("item", out var item) && item.ValueKind is JsonValueKind.Number
            && item.TryGetInt32(out var index) && index >= 0 && index < _items.Count
            ? index
            : null;

    private static async Task<JsonElement> ReadAsync(HttpListenerRequest request)
    {
        var buffer = new byte[MostBytes];
        var count = await request.InputStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, count));
            return json.RootElement.ValueKind is JsonValueKind.Object ? json.RootElement.Clone() : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InputException("The request is no JSON object.");
        }
    }

    private static async Task SendAsync(HttpListenerResponse response, int status, string type, string text)
    {
        response.StatusCode = status;
        response.ContentType = $"{type}; charset=utf-8";
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["X-Frame-Options"] = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var bytes = Encoding.UTF8.GetBytes(text);
        response.ContentLength64 = bytes.Length;
        await response.OutputStream.WriteAsync(bytes);
        response.Close();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
