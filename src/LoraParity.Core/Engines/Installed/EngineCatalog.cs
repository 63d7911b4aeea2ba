using LoraParity.Diagnostics;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Engines.Installed;

/// <summary>The engines that are installed: those whose assemblies lie in the output folder.</summary>
public sealed class EngineCatalog
{
    private readonly string _folder;

    /// <summary>Creates a catalog of known factories.</summary>
    /// <param name="factories">All factories.</param>
    /// <param name="folder">Where they were looked for; named in errors.</param>
    public EngineCatalog(IEnumerable<IParityEngineFactory> factories, string folder)
    {
        _folder = folder;
        Factories = [.. factories.OrderByDescending(f => f.Priority).ThenBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>All factories, the preferred ones first.</summary>
    public IReadOnlyList<IParityEngineFactory> Factories { get; }

    /// <summary>
    /// The environment variable that names a further folder of engines, such as the publish folder of a project that references
    /// LoraParity.TorchSharp and a libtorch package.
    /// </summary>
    public const string FolderVariable = "LORAPARITY_ENGINES";

    /// <summary>
    /// Finds the engines of the application's output folder and of the folder in <see cref="FolderVariable"/>. Assemblies are read as
    /// files first; only those that announce an engine with <see cref="ParityEngineAttribute"/> are loaded.
    /// </summary>
    /// <exception cref="ParityEnvironmentException">The variable names no folder, or an engine cannot be loaded.</exception>
    public static EngineCatalog Load() => Load([AppContext.BaseDirectory, .. Named(Environment.GetEnvironmentVariable(FolderVariable))]);

    /// <summary>Finds the engines of some folders. Of assemblies of one name the first counts.</summary>
    /// <param name="folders">The folders; their subfolders are not searched.</param>
    public static EngineCatalog Load(params IReadOnlyList<string> folders) => new(
        folders.SelectMany(EngineAssemblies.Find).DistinctBy(Path.GetFileName).SelectMany(EngineAssemblies.Factories),
        string.Join("' and '", folders));

    private static string[] Named(string? folder) => string.IsNullOrEmpty(folder) ? []
        : Directory.Exists(folder) ? [Path.GetFullPath(folder)]
        : throw new ParityEnvironmentException(
            $"The environment variable {FolderVariable} names '{folder}', and there is no such folder. Publish the engine's project there, or unset the variable.");

    /// <summary>The factory that the settings pick.</summary>
    /// <exception cref="ParityEnvironmentException">No engine is installed that can run these settings here; the message says what was found and what to install.</exception>
    public IParityEngineFactory Choose(EngineSettings settings)
    {
        var named = Factories.Where(f => settings.Engine is "auto" || f.Name == settings.Engine).ToList();
        if (named.Count == 0)
            throw new ParityEnvironmentException(NotInstalled(settings));

        var refusals = new List<string>();
        foreach (var factory in named)
        {
            if (factory.WhyUnavailable(settings) is not { } reason)
                return factory;
            refusals.Add($"{factory.Name}: {reason}");
        }

        throw new ParityEnvironmentException(
            $"No engine can run engine '{settings.Engine}' on {Where(settings)} on this machine. {string.Join(' ', refusals)}{Hint(settings)}");
    }

    /// <summary>Makes the engine that the settings pick.</summary>
    /// <exception cref="ParityEnvironmentException">As <see cref="Choose"/>.</exception>
    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers) => Choose(settings).Create(settings, loggers);

    private string NotInstalled(EngineSettings settings)
    {
        if (Factories.Count == 0)
        {
            return $"No engine is installed: no assembly in '{_folder}' announces one. "
                + "Add the package 'LoraParity.Inference' (engine 'cpu') to the project and build it again.";
        }

        var found = string.Join(", ", Factories.Select(f => $"'{f.Name}'"));
        return $"The spec asks for engine '{settings.Engine}', but only {found} is installed in '{_folder}'. "
            + $"Add the package '{Package(settings.Engine)}' to the project and build it again, or write 'engine: auto'.";
    }

    private static string Where(EngineSettings settings) => settings.DeviceMap.Count == 0
        ? $"device '{settings.Device}'"
        : $"devices '{string.Join("', '", settings.DeviceMap)}'";

    private string Hint(EngineSettings settings) =>
        settings.DeviceMap.Append(settings.Device).Any(d => d.StartsWith("cuda", StringComparison.Ordinal)) && Factories.All(f => f.Name != "torchsharp")
            ? " Add the package 'LoraParity.TorchSharp' with 'TorchSharp-cuda-linux' or 'TorchSharp-cuda-windows' for a CUDA device."
            : "";

    private static string Package(string engine) => engine switch
    {
        "cpu" => "LoraParity.Inference",
        "torchsharp" => "LoraParity.TorchSharp",
        _ => $"that brings engine '{engine}'",
    };
}
