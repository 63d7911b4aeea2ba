using System.Reflection;
using System.Runtime.InteropServices;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Checkpoints.Hub;
using LoraParity.Inference.Tensors;
using LoraParity.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Lockstep;

/// <summary>The in-process engine: all variants of a request in one walk over the base's weights, on any backend.</summary>
public sealed class LockstepEngine : IParityEngine
{
    private readonly ITensorBackend _backend;
    private readonly ILoggerFactory _loggers;

    /// <summary>Creates the engine.</summary>
    /// <param name="backend">Where tensors live; disposed with the engine.</param>
    /// <param name="loggers">Receives what the engine does.</param>
    public LockstepEngine(ITensorBackend backend, ILoggerFactory loggers)
    {
        _backend = backend;
        _loggers = loggers;
    }

    /// <inheritdoc />
    public string Name => _backend.Name;

    /// <inheritdoc />
    public string Build => string.Join(' ', ModelFamilies.Announced().Append(GetType()).Append(_backend.GetType()).Select(type => type.Module.ModuleVersionId.ToString("N")).Distinct());

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

        using var run = new LockstepRun(_backend, models, request, tokens, sink, clock);
        run.Execute(cancellationToken);
        sink.OnEnd(clock.End());
    }

    /// <inheritdoc />
    public void Dispose() => _backend.Dispose();

    private RunLayout Layout(OpenModels models, IReadOnlyList<IReadOnlyList<int>> tokens, Func<IReadOnlyList<int>, string>? decode) => new()
    {
        PromptTokens = tokens,
        LogitsWidth = models.Model.LogitsWidth,
        Output = models.Model.Output,
        Decode = decode,
        Environment = EnvironmentOf(_backend),
        DeviceFamily = _backend.DeviceFamily,
        Fingerprints = models.Fingerprints,
        Layers = models.Model.Layers.Count,
    };

    private static Dictionary<string, string> EnvironmentOf(ITensorBackend backend)
    {
        var version = typeof(LockstepEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return new Dictionary<string, string>(backend.Describe())
        {
            ["engine"] = backend.Name,
            ["version"] = version ?? "unknown",
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
        };
    }
}
