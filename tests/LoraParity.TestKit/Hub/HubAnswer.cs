namespace LoraParity.TestKit.Hub;

/// <summary>What a server answers, well-behaved or not.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body; not sent for HEAD.</param>
public sealed record HubAnswer(int Status, byte[] Body)
{
    /// <summary>Further headers.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>After how many bytes of the body the connection is cut; null sends all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The Content-Length that is claimed; null tells the truth.</summary>
    public long? Claims { get; init; }

    /// <summary>An answer without a body.</summary>
    public static HubAnswer Of(int status) => new(status, []);

    /// <summary>A redirect.</summary>
    public static HubAnswer To(Uri target) => new(302, []) { Headers = { ["Location"] = target.AbsoluteUri } };
}
