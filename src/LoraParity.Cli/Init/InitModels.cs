using System.Text.RegularExpressions;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Hub;
using LoraParity.Plans;

namespace LoraParity.Cli.Init;

/// <summary>The adapter and the base that a new spec is about.</summary>
/// <param name="Adapter">The adapter as the spec names it.</param>
/// <param name="Base">The base as the spec names it.</param>
/// <param name="BaseFolder">Where the base is.</param>
/// <param name="Name">What the suite may be called.</param>
internal sealed partial record InitModels(string Adapter, string Base, string BaseFolder, string Name)
{
    /// <summary>Finds both and looks into them.</summary>
    /// <param name="host">The surroundings.</param>
    /// <param name="adapter">The adapter as the user wrote it.</param>
    /// <param name="baseModel">The base as the user wrote it, or null.</param>
    /// <param name="cancellationToken">Ends downloads.</param>
    /// <exception cref="InputException">One of them cannot be used.</exception>
    public static InitModels Find(CliHost host, string adapter, string? baseModel, CancellationToken cancellationToken)
    {
        var folder = ModelFolder.Find(host, adapter, HubContent.Adapter, cancellationToken);
        using var opened = Inference.Adapters.Files.Adapter.Open(folder);
        if (opened.Config.Problems.Count > 0)
            throw new InputException(opened.Config.Problems);
        var found = baseModel ?? BaseOf(host, opened.Config, folder);
        var baseFolder = ModelFolder.Find(host, found, HubContent.Checkpoint, cancellationToken);
        using var checkpoint = Checkpoint.Open(baseFolder);
        return new InitModels(Absolute(host, adapter), Absolute(host, found), baseFolder, NameOf(adapter));
    }

    /// <summary>A model as a spec in a folder names it: a hub id, or the path from there.</summary>
    public static string From(string folder, string model) =>
        HubId.TryParse(model, out _) ? model : Path.GetRelativePath(folder, model).Replace('\\', '/');

    private static string Absolute(CliHost host, string model) => HubId.TryParse(model, out _) ? model : host.Resolve(model);

    // The name on the hub is not followed unasked: a download is the user's decision.
    private static string BaseOf(CliHost host, PeftConfig config, string folder)
    {
        var name = config.BaseModel ?? throw new InputException($"'{folder}' does not say which base it belongs to; give it with --base.");
        var found = new[] { host.Resolve(name), Path.GetFullPath(name, folder), Path.GetFullPath("../base", folder) }
            .FirstOrDefault(path => File.Exists(Path.Combine(path, Checkpoint.ConfigFileName)));
        return found ?? throw new InputException(
            $"The adapter's base '{name}' is no folder here. Give its folder or hub id with --base, such as '--base {(HubId.TryParse(name + "@main", out var id) ? id : "org/name@main")}'.");
    }

    private static string NameOf(string adapter)
    {
        var parts = (HubId.TryParse(adapter, out var id) ? id.Repository : adapter).Split('/', '\\').Where(part => part.Trim('.').Length > 0).ToList();
        var name = parts.Count > 1 && Generic().IsMatch(parts[^1]) ? parts[^2] : parts.LastOrDefault() ?? "model";
        return Unfit().Replace(name, "-").TrimStart('.', '-').TrimEnd('.') is { Length: > 0 } fit ? fit : "model";
    }

    [GeneratedRegex(@"\A(adapter|lora|final|checkpoint-\d+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Generic();

    [GeneratedRegex(@"[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Unfit();
}
