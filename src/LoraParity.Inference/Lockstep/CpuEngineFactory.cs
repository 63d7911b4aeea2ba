using LoraParity.Engines;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Inference.Lockstep;

/// <summary>The lockstep engine on the managed backend; it runs everywhere.</summary>
public sealed class CpuEngineFactory : IParityEngineFactory
{
    /// <inheritdoc />
    public string Name => "cpu";

    /// <inheritdoc />
    public int Priority => 0;

    /// <inheritdoc />
    public string? WhyUnavailable(EngineSettings settings) =>
        settings.DeviceMap.Count > 0 ? "The engine 'cpu' has no devices to spread layers over with 'device_map'."
        : settings.Device is "auto" or "cpu" ? null
        : $"The engine 'cpu' cannot run on the device '{settings.Device}'.";

    /// <inheritdoc />
    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers) => new LockstepEngine(new CpuBackend(settings.Threads, settings.MemoryBudget), loggers);
}
