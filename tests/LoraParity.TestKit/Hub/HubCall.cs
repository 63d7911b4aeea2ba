namespace LoraParity.TestKit.Hub;

/// <summary>A request that a server got.</summary>
/// <param name="Method">GET or HEAD.</param>
/// <param name="Path">The path with its query, percent-encoded as sent.</param>
/// <param name="Headers">All headers.</param>
public sealed record HubCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte that is asked for.</summary>
    public long From => Headers.TryGetValue("Range", out var range) ? long.Parse(range["bytes=".Length..].TrimEnd('-'), null) : 0;

    /// <summary>The token that was sent, or null.</summary>
    public string? Token => Headers.TryGetValue("Authorization", out var value) ? value["Bearer ".Length..] : null;
}
