using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoraParity.TestKit.Hub;

/// <summary>A web server on this machine that can do everything wrong: one request a connection, on sockets, so that nothing corrects it.</summary>
public sealed class HubServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<HubCall> _calls = new();
    private readonly Func<HubCall, HubAnswer> _answer;

    public HubServer(Func<HubCall, HubAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<HubCall> Calls => [.. _calls];

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was stopped.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        await Task.Yield();
        try
        {
            using (connection)
            await using (var stream = connection.GetStream())
            {
                var call = await ReadAsync(stream);
                _calls.Enqueue(call);
                await WriteAsync(stream, call, _answer(call));
            }
        }
        catch (IOException)
        {
            // The client went away.
        }
    }

    private static async Task<HubCall> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var first = (await reader.ReadLineAsync() ?? throw new IOException()).Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        return new HubCall(first[0], first[1], headers);
    }

    private static async Task WriteAsync(NetworkStream stream, HubCall call, HubAnswer answer)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Answer\r\nConnection: close\r\n"));
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Claims ?? answer.Body.Length}\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        if (call.Method != "HEAD")
            await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAfter ?? answer.Body.Length));
    }
}
