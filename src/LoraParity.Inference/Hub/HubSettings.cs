using LoraParity.Diagnostics;

namespace LoraParity.Inference.Hub;

/// <summary>Where models on a hub come from and where they are kept: the variables that Hugging Face's own tools read.</summary>
public sealed record HubSettings
{
    private const string DefaultEndpoint = "https://huggingface.co";

    private static readonly string[] Yes = ["1", "ON", "YES", "TRUE"];

    /// <summary>The hub's address; <c>HF_ENDPOINT</c>.</summary>
    public Uri Endpoint { get; init; } = new(DefaultEndpoint);

    /// <summary>The cache's folder: <c>HF_HUB_CACHE</c>, or <c>hub</c> in <c>HF_HOME</c>, or in <c>huggingface</c> of the user's cache folder.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The access token, or null; <c>HF_TOKEN</c>, or what <c>hf auth login</c> stored. Sent to <see cref="Endpoint"/> only.</summary>
    public string? Token { get; init; }

    /// <summary>Where the token comes from, for messages: a variable's name or a file's path.</summary>
    public string? TokenSource { get; init; }

    /// <summary>Whether nothing may be downloaded; <c>HF_HUB_OFFLINE</c>.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether a snapshot's files are links to blobs where the file system can; <c>HF_HUB_DISABLE_SYMLINKS</c> turns it off.</summary>
    /// <value>True.</value>
    public bool UseLinks { get; init; } = true;

    /// <summary>The settings of this process.</summary>
    /// <exception cref="InputException">A variable has a value that cannot be used.</exception>
    public static HubSettings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>The settings that variables make.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="InputException">A variable has a value that cannot be used.</exception>
    public static HubSettings From(Func<string, string?> variable)
    {
        var home = Folder(variable, "HF_HOME") ?? Path.Combine(Folder(variable, "XDG_CACHE_HOME") ?? Expand(variable, "~/.cache"), "huggingface");
        var (token, source) = FindToken(variable, home);
        return new HubSettings
        {
            Endpoint = EndpointOf(Text(variable, "HF_ENDPOINT") ?? DefaultEndpoint),
            CacheFolder = Folder(variable, "HF_HUB_CACHE") ?? Folder(variable, "HUGGINGFACE_HUB_CACHE") ?? Path.Combine(home, "hub"),
            Token = token,
            TokenSource = source,
            Offline = IsSet(variable, "HF_HUB_OFFLINE") || IsSet(variable, "TRANSFORMERS_OFFLINE"),
            UseLinks = !IsSet(variable, "HF_HUB_DISABLE_SYMLINKS"),
        };
    }

    private static (string? Token, string? Source) FindToken(Func<string, string?> variable, string home)
    {
        foreach (var name in new[] { "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN" })
        {
            if (Text(variable, name) is { } token)
                return (Checked(token, name), name);
        }

        var file = Folder(variable, "HF_TOKEN_PATH") ?? Path.Combine(home, "token");
        var text = File.Exists(file) ? File.ReadAllText(file).Trim() : "";
        return text.Length == 0 ? (null, null) : (Checked(text, file), file);
    }

    // The value itself is a secret and stays out of the message.
    private static string Checked(string token, string source) => token.All(c => c is > ' ' and < '\u007f')
        ? token
        : throw new InputException($"The token in '{source}' holds spaces or other characters that no token has; set it again.");

    private static Uri EndpointOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : throw new InputException($"HF_ENDPOINT is '{text}' but must be a hub's address, such as {DefaultEndpoint}.");

    private static bool IsSet(Func<string, string?> variable, string name) =>
        Text(variable, name) is { } text && Yes.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string? Folder(Func<string, string?> variable, string name) => Text(variable, name) is { } path ? Expand(variable, path) : null;

    private static string Expand(Func<string, string?> variable, string path)
    {
        if (path != "~" && !path.StartsWith("~/", StringComparison.Ordinal))
            return Path.GetFullPath(path);
        var home = Text(variable, "HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.GetFullPath(Path.Combine(home, path[1..].TrimStart('/')));
    }

    private static string? Text(Func<string, string?> variable, string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;
}
