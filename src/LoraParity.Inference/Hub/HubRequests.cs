using LoraParity.Engines;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Inference.Hub;

/// <summary>Puts folders in the place of hub ids.</summary>
public static class HubRequests
{
    /// <summary>The request with every model as a folder on this machine; the request itself where it has no hub ids.</summary>
    /// <param name="request">What an engine is asked to do.</param>
    /// <param name="logger">Told what is downloaded.</param>
    /// <param name="progress">Told how far downloads are.</param>
    /// <param name="cancellationToken">Ends downloads.</param>
    /// <exception cref="Diagnostics.InputException">As <see cref="HubModels.Find"/>.</exception>
    /// <exception cref="HubUnavailableException">As <see cref="HubModels.Find"/>.</exception>
    public static RunRequest Locate(RunRequest request, ILogger logger, Action<RunProgress> progress, CancellationToken cancellationToken)
    {
        var used = request.Checkpoints.Where(checkpoint => request.Variants.Any(variant => variant.Checkpoint == checkpoint.Name)).ToList();
        return request with
        {
            BasePath = Folder(request.BasePath, HubContent.Checkpoint, logger, progress, cancellationToken),
            Adapters = [.. request.Adapters.Select(adapter => adapter with { Path = Folder(adapter.Path, HubContent.Adapter, logger, progress, cancellationToken) })],
            Checkpoints = [.. used.Select(checkpoint => checkpoint with { Path = Folder(checkpoint.Path, HubContent.Checkpoint, logger, progress, cancellationToken) })],
        };
    }

    /// <summary>The folder that a path or hub id names, with the settings of this process.</summary>
    /// <param name="model">A folder's path, returned as it is, or a hub id.</param>
    /// <param name="content">What it is needed for.</param>
    /// <param name="logger">Told what is downloaded.</param>
    /// <param name="progress">Told how far downloads are.</param>
    /// <param name="cancellationToken">Ends downloads.</param>
    public static string Folder(string model, HubContent content, ILogger logger, Action<RunProgress> progress, CancellationToken cancellationToken)
    {
        if (!HubId.TryParse(model, out var id))
            return model;
        using var models = new HubModels(HubSettings.FromEnvironment(), logger);
        return models.Find(id, content, progress, cancellationToken);
    }
}
