using System.Reflection;
using System.Runtime.InteropServices;
using LoraParity.Engines;
using LoraParity.Inference.Architectures.Families;
using LoraParity.Inference.Hub;
using LoraParity.Inference.Lockstep.Memory;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Tensors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Lockstep;

/// <summary>The in-process engine: all variants of a request in one walk over the base's weights, on any backend.</summary>
public sealed class LockstepEngine : IParityEngine
{
    private readonly IReadOnlyList<ITensorBackend> _devices;
    private readonly ILoggerFactory _loggers;

    /// <summary>Creates the engine.</summary>
    /// <param name="backend">Where tensors live; disposed with the engine.</param>
    /// <param name="loggers">Receives what the engine does.</param>
    public LockstepEngine(ITensorBackend backend, ILoggerFactory loggers)
        : this([backend], loggers)
    {
    }

    /// <summary>Creates the engine on several devices.</summary>
    /// <param name="devices">
    /// The layers are spread over these in sequence, an equal share for each entry; a device that comes several times takes as many
    /// shares. Each is disposed with the engine.
    /// </param>
    /// <param name="loggers">Receives what the engine does.</param>
    public LockstepEngine(IReadOnlyList<ITensorBackend> devices, ILoggerFactory loggers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(devices.Count);
        _devices = devices;
        _loggers = loggers;
    }

    /// <inheritdoc />
    public string Name => _devices[0].Name;

    /// <inheritdoc />
    public string Build => string.Join(' ', ModelFamilies.Announced().Append(GetType()).Concat(_devices.Select(device => device.GetType())).Select(type => type.Module.ModuleVersionId.ToString("N")).Distinct());

    /// <inheritdoc />
    public RunLayout Describe(RunRequest request, Action<RunProgress> progress, CancellationToken cancellationToken)
    {
        request = HubRequests.Locate(request, NullLogger.Instance, progress, cancellationToken);
        using var models = OpenModels.Open(request, NullLogger.Instance);
        var prompts = new PromptReader(request.BasePath);
        return Layout(models, prompts.Read(request.Prompts, models.VocabularySize, models.Model.MaxPositions), prompts.Decoder());
    }

    /// <inheritdoc />
    public void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken)
    {
        var logger = _loggers.CreateLogger<LockstepEngine>();
        var clock = new StageClock(sink, logger);
        clock.Begin("load");
        request = HubRequests.Locate(request, logger, sink.OnProgress, cancellationToken);
        using var models = OpenModels.Open(request, logger);
        var prompts = new PromptReader(request.BasePath);
        var tokens = prompts.Read(request.Prompts, models.VocabularySize, models.Model.MaxPositions);
        sink.OnStart(Layout(models, tokens, prompts.Decoder()));

        using var run = new LockstepRun(_devices, models, request, tokens, sink, clock);
        run.Execute(cancellationToken);
        sink.OnEnd(clock.End());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var device in _devices.Distinct())
            device.Dispose();
    }

    private RunLayout Layout(OpenModels models, IReadOnlyList<IReadOnlyList<int>> tokens, Func<IReadOnlyList<int>, string>? decode) => new()
    {
        PromptTokens = tokens,
        LogitsWidth = models.Model.LogitsWidth,
        Output = models.Model.Output,
        Decode = decode,
        Environment = EnvironmentOf(_devices),
        DeviceFamily = string.Join('+', _devices.Select(device => device.DeviceFamily).Distinct()),
        Fingerprints = models.Fingerprints,
        Layers = models.Model.Layers.Count,
        Parameters = models.Parameters,
    };

    private static Dictionary<string, string> EnvironmentOf(IReadOnlyList<ITensorBackend> devices)
    {
        var version = typeof(LockstepEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var facts = new Dictionary<string, string>(devices[0].Describe());
        foreach (var (name, value) in devices.Skip(1).SelectMany(device => device.Describe()))
            facts[name] = facts.TryGetValue(name, out var first) && !first.Split(", ").Contains(value) ? $"{first}, {value}" : facts.GetValueOrDefault(name, value);
        if (devices.Count > 1)
            facts["device map"] = string.Join(", ", devices.Select(device => device.Describe().GetValueOrDefault("device", device.Name)));
        facts["engine"] = devices[0].Name;
        facts["version"] = version ?? "unknown";
        facts["runtime"] = RuntimeInformation.FrameworkDescription;
        facts["system"] = RuntimeInformation.OSDescription;
        return facts;
    }
}
