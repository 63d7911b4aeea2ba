using System.Globalization;
using LoraParity.Inference.Lockstep;
using LoraParity.Running;
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
    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers) =>
        new LockstepEngine(new TorchBackend(DeviceOf(settings)), loggers);

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

    private static Device DeviceOf(EngineSettings settings) => settings.Device switch
    {
        "cpu" => CPU,
        "auto" when TorchDevices.GpuCount == 0 => CPU,
        "auto" => new Device(DeviceType.CUDA, 0),
        var device => new Device(DeviceType.CUDA, GpuIndex(device)),
    };

    private static int GpuIndex(string device) =>
        device == "cuda" ? 0 : int.Parse(device.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
