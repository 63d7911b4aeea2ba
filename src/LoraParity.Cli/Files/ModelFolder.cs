using LoraParity.Cli.Hosting;
using LoraParity.Inference.Hub;
using LoraParity.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Cli.Files;

/// <summary>Models on a command line: folders, or hub ids, which are downloaded where they are not in the cache.</summary>
internal static class ModelFolder
{
    /// <summary>The absolute path of a model's folder.</summary>
    /// <param name="host">The surroundings.</param>
    /// <param name="argument">What the user wrote.</param>
    /// <param name="content">What it is needed for; null takes it for what it is.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    public static string Find(CliHost host, string argument, HubContent? content, CancellationToken cancellationToken)
    {
        if (!HubId.TryParse(argument, out var id))
            return host.Resolve(argument);
        using var models = new HubModels(HubSettings.From(host.Variable), NullLogger.Instance);
        var folder = "";
        host.Console.Progress().Run(id.Repository, report => folder = models.Find(id, content ?? models.ContentOf(id, cancellationToken), report, cancellationToken));
        return folder;
    }
}
