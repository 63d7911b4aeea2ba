using System.Net;
using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Plans;

namespace LoraParity.Inference.Hub;

/// <summary>What is said when a hub refuses.</summary>
internal static class HubErrors
{
    public static InputException Refused(HubId id, HubSettings settings, HttpStatusCode status)
    {
        var remedy = settings.TokenSource is { } source
            ? $"The token in '{source}' may not read it: ask for access at {settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{id.Repository}, or set HF_TOKEN to a token that may."
            : $"No token was sent: ask for access at {settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{id.Repository} and set the environment variable HF_TOKEN to a token that may read it.";
        return new InputException($"The hub refused the model '{id}' with {(int)status} ({status}): it is gated, private, or does not exist. {remedy}");
    }

    public static InputException NoRevision(HubId id, HubSettings settings) => new(
        $"The model '{id.Repository}' has no revision '{id.Revision}' on {settings.Endpoint.Host}; name a branch, a tag or a commit that it has.");

    public static InputException NoModel(HubId id, HubSettings settings) => new(
        $"There is no model '{id.Repository}' on {settings.Endpoint.Host}, asked for revision '{id.Revision}'. Check the name, or write './{id}' if it is a folder.");

    public static InputException NoFile(HubId id, string file) => new(
        $"The hub lists the file '{file}' of '{id}' but does not have it; try another revision.");

    public static InputException Unexpected(HubId id, HttpStatusCode status) => new(
        $"The hub answered the request for '{id}' with {(int)status} ({status}), which is not understood; check HF_ENDPOINT.");

    public static InputException NotUnderstood(HubId id) => new($"The hub's answer about '{id}' is not understood; check HF_ENDPOINT.");

    public static HubUnavailableException Offline(HubId id, string cache, string missing) => new(
        $"The model '{id}' is not complete in the cache '{cache}' ({missing}), and HF_HUB_OFFLINE forbids a download; download it once without HF_HUB_OFFLINE.");

    public static HubUnavailableException Unavailable(HubId id, HubSettings settings, int tries, Exception cause) => new(
        $"The model '{id}' cannot be had from {settings.Endpoint.Host}: {cause.Message}, tried {tries} times. Try again, or give a folder that holds the model.",
        cause);

    public static InputException WrongContent(HubId id, string file, string was, string should) => new(
        $"The file '{file}' of '{id}' arrived damaged twice: its checksum is {was}, but the hub says {should}. Nothing of it was kept.");

    public static InputException WrongLength(HubId id, string file, long was, long should) => new(
        $"The file '{file}' of '{id}' arrived damaged twice: it has {was} bytes, but the hub says {should}. Nothing of it was kept.");

    public static InputException NoWeights(HubId id, string? pickled) => new(pickled is null
        ? $"The model '{id}' has neither {Checkpoint.WeightsFileName} nor {ShardIndex.FileName}."
        : $"The model '{id}' has pickled weights only ('{pickled}'), which can run code when loaded; name a revision with safetensors.");

    public static InputException NoAdapter(HubId id, string missing, bool isCheckpoint) => new(isCheckpoint
        ? $"'{id}' is a model, not an adapter: it has no {missing}. Name it as 'base'."
        : $"The adapter '{id}' has no {missing}.");

    public static InputException NoCheckpoint(HubId id, bool isAdapter) => new(isAdapter
        ? $"'{id}' is an adapter, not a model: it has no {Checkpoint.ConfigFileName}. Name it under 'adapters', and its base model here."
        : $"The model '{id}' has no {Checkpoint.ConfigFileName}.");

    public static HubUnavailableException NoSpace(HubId id, string cache, long needed, long free) => new(
        $"The model '{id}' needs {Size(needed)} more in the cache '{cache}', where {Size(free)} are free; make room, or set HF_HOME to a larger disk.");

    private static string Size(long bytes) => FormattableString.Invariant($"{bytes / 1e9:0.0} GB");
}
