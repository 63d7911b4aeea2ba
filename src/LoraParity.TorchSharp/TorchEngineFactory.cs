using System.Globalization;
using LoraParity.Engines;
using LoraParity.Inference.Lockstep;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

[assembly: ParityEngine(typeof(LoraParity.TorchSharp.TorchEngineFactory))]

namespace LoraParity.TorchSharp;

/// <summary>
/// The lockstep engine on libtorch. <c>engine: auto</c> picks it where a CUDA device is found; <c>engine: torchsharp</c> also runs
/// on libtorch's CPU, with <c>device: auto</c> only where there is no GPU.
/// </summary>
public sealed class TorchEngineFactory : IParityEngineFactory
{
    /// <inheritdoc />
    public string Name => "torchsharp";

    /// <inheritdoc />
    public int Priority => 10;

    /// <inheritdoc />
    public string? WhyUnavailable(EngineSettings settings)
    {
        if (TorchDevices.WhyNoLibtorch is { } fault)
            return fault;
        if (settings.DeviceMap.Count > 0)
            return settings.DeviceMap.Where(device => device != "cpu").Select(WhyNoGpu).FirstOrDefault(reason => reason is not null);
        return settings.Device switch
        {
            "cpu" when settings.Engine == Name => null,
            "cpu" => "The device 'cpu' is served by the engine 'cpu'; write 'engine: torchsharp' for libtorch's CPU.",
            "auto" when settings.Engine == Name || TorchDevices.GpuCount > 0 => null,
            "auto" => "libtorch finds no CUDA device.",
            _ => WhyNoGpu(settings.Device),
        };
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Describe()
    {
        if (TorchDevices.WhyNoLibtorch is not null)
            return new Dictionary<string, string>();
        return new Dictionary<string, string>
        {
            ["libtorch"] = __version__,
            ["CUDA devices"] = TorchDevices.GpuCount.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <inheritdoc />
    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers)
    {
        if (settings.Threads is { } threads)
            set_num_threads(threads);
        var devices = new Dictionary<string, TorchBackend>(StringComparer.Ordinal);
        return new LockstepEngine([.. Names(settings).Select(name => BackendOf(name, settings, devices))], loggers);
    }

    private static IReadOnlyList<string> Names(EngineSettings settings) =>
        settings.DeviceMap.Count > 0 ? settings.DeviceMap : [settings.Device == "auto" && TorchDevices.GpuCount == 0 ? "cpu" : settings.Device];

    private static TorchBackend BackendOf(string name, EngineSettings settings, Dictionary<string, TorchBackend> known)
    {
        var device = name == "cpu" ? CPU : new Device(DeviceType.CUDA, GpuIndex(name));
        if (!known.TryGetValue(device.ToString(), out var backend))
            known[device.ToString()] = backend = new TorchBackend(device, settings.MergeDevice);
        return backend;
    }

    private static string? WhyNoGpu(string device)
    {
        var index = GpuIndex(device);
        if (TorchDevices.GpuCount == 0)
        {
            return $"The spec asks for the device '{device}', but libtorch finds no CUDA device: run it on a machine with an NVIDIA GPU "
                + "and the package TorchSharp-cuda-linux or TorchSharp-cuda-windows, or write 'device: auto'.";
        }

        return index < TorchDevices.GpuCount
            ? null
            : $"The spec asks for the device '{device}', but libtorch finds {TorchDevices.GpuCount} CUDA device(s), numbered from 0.";
    }

    private static int GpuIndex(string device) =>
        device is "cuda" or "auto" ? 0 : int.Parse(device.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
