using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LoraParity.TestKit.Hub;

/// <summary>
/// A hub with one model, which serves as huggingface.co does: small files itself, named by git's hash; weights by a redirect to a
/// second server, named by their SHA-256. <see cref="Instead"/> and <see cref="InsteadOfStore"/> make it misbehave.
/// </summary>
public sealed class FakeHub : IDisposable
{
    public const string Repository = "acme/driftball";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly HubServer _hub;
    private readonly HubServer _store;

    public FakeHub()
    {
        _hub = new HubServer(call => Instead?.Invoke(call) ?? Answer(call));
        _store = new HubServer(call => InsteadOfStore?.Invoke(call) ?? Part(call, Files[call.Path[1..]], ""));
    }

    /// <summary>The model's files.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Revisions beside the commit itself.</summary>
    public Dictionary<string, string> Revisions { get; } = new() { ["main"] = Commit };

    /// <summary>Answers in the hub's place; null leaves a request to the hub.</summary>
    public Func<HubCall, HubAnswer?>? Instead { get; set; }

    /// <summary>Answers in the place of the store that the weights are on.</summary>
    public Func<HubCall, HubAnswer?>? InsteadOfStore { get; set; }

    public Uri Address => _hub.Address;

    public Uri Store => _store.Address;

    public IReadOnlyList<HubCall> Calls => _hub.Calls;

    public IReadOnlyList<HubCall> StoreCalls => _store.Calls;

    /// <summary>Adds the files of a folder.</summary>
    public FakeHub Add(string folder)
    {
        foreach (var file in Directory.GetFiles(folder))
            Files[Path.GetFileName(file)] = File.ReadAllBytes(file);
        return this;
    }

    /// <summary>A part of a content, as a request asks for it.</summary>
    public static HubAnswer Part(HubCall call, byte[] content, string etag)
    {
        var headers = new Dictionary<string, string> { ["ETag"] = $"\"{etag}\"" };
        if (call.From == 0)
            return new HubAnswer(200, content) { Headers = headers };
        if (call.From >= content.Length)
            return HubAnswer.Of(416);
        headers["Content-Range"] = $"bytes {call.From}-{content.Length - 1}/{content.Length}";
        return new HubAnswer(206, content[(int)call.From..]) { Headers = headers };
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Git's name of a content.</summary>
    public static string GitBlob(byte[] content)
    {
#pragma warning disable CA5350 // Git's hash.
        return Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350
    }

    public void Dispose()
    {
        _hub.Dispose();
        _store.Dispose();
    }

    private HubAnswer Answer(HubCall call)
    {
        const string Api = $"/api/models/{Repository}/revision/";
        if (call.Path.StartsWith(Api, StringComparison.Ordinal))
            return List(Uri.UnescapeDataString(call.Path[Api.Length..]));
        const string Resolve = $"/{Repository}/resolve/{Commit}/";
        if (!call.Path.StartsWith(Resolve, StringComparison.Ordinal) || !Files.TryGetValue(call.Path[Resolve.Length..], out var content))
            return Missing("EntryNotFound");
        return call.Path.EndsWith(".safetensors", StringComparison.Ordinal)
            ? ToStore(call.Path[Resolve.Length..], content)
            : Part(call, content, GitBlob(content));
    }

    private HubAnswer List(string revision)
    {
        if (revision != Commit && !Revisions.ContainsKey(revision))
            return Missing("RevisionNotFound");
        var listing = new { sha = Commit, siblings = Files.Keys.Select(name => new { rfilename = name }) };
        return new HubAnswer(200, JsonSerializer.SerializeToUtf8Bytes(listing));
    }

    private HubAnswer ToStore(string name, byte[] content)
    {
        var answer = HubAnswer.To(new Uri(_store.Address, name));
        answer.Headers["X-Linked-Etag"] = $"\"{Sha256(content)}\"";
        answer.Headers["X-Linked-Size"] = content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return answer;
    }

    private static HubAnswer Missing(string code) => new(404, []) { Headers = { ["X-Error-Code"] = code } };
}
