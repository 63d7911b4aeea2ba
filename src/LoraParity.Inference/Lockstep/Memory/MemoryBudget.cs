using System.Globalization;
using LoraParity.Inference.Tensors;
using LoraParity.Plans;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>How much memory a run may take.</summary>
internal static class MemoryBudget
{
    private const double ShareOfFree = 0.6;
    private const double ShareForWeights = 0.5;
    private const double Mebibyte = 1 << 20;
    private const string LinuxMemory = "/proc/meminfo";
    private const string LinuxFree = "MemAvailable:";
    private const long BytesOfUnit = 1024;

    /// <summary>Most bytes of weights that stay between stages; the rest of the budget is for passing weights and activations.</summary>
    /// <param name="settings">The spec's settings.</param>
    /// <param name="free">Free bytes of the device; null for the host.</param>
    public static long ForWeights(EngineSettings settings, long? free = null) =>
        (long)(ShareForWeights * (settings.MemoryBudget ?? ShareOfFree * (free ?? FreeOfHost)));

    /// <summary>What a run on the host may take where its spec does not say: 60 % of what is free.</summary>
    public static long Default => (long)(ShareOfFree * FreeOfHost);

    private static long FreeOfHost => Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, FreeOfLinux() ?? long.MaxValue);

    /// <summary>What to say when a device has no memory left, with the budget that would fit.</summary>
    /// <param name="device">The device.</param>
    /// <param name="held">Bytes of weights that were held.</param>
    /// <param name="largest">Bytes of the largest stage's weights: what has to fit in any case.</param>
    public static string TooSmall(ITensorBackend device, long held, long largest)
    {
        var name = device.Describe().GetValueOrDefault("device", device.Name);
        // Half of what stayed, at least the one stage that passes: activations and libtorch's own buffers had no room beside all of it.
        var fits = (long)(Math.Max(held / 2, largest) / ShareForWeights);
        return held > largest
            ? $"The device '{name}' ran out of memory while it held {Size(held)} of weights: set 'memory_budget: {Size(fits)}' in the spec, so that "
                + "fewer stay between layers, or spread the layers over more devices with 'device_map'."
            : $"The device '{name}' ran out of memory while it held {Size(held)} of weights, not more than one layer's {Size(largest)}: run fewer variants at "
                + "once, shorten the prompts, or take a device with more memory.";
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(bytes / Mebibyte)):0}MiB");

    private static long? FreeOfLinux()
    {
        if (!File.Exists(LinuxMemory))
            return null;
        var line = File.ReadLines(LinuxMemory).FirstOrDefault(line => line.StartsWith(LinuxFree, StringComparison.Ordinal));
        var number = line?[LinuxFree.Length..].Replace("kB", "", StringComparison.Ordinal);
        return long.TryParse(number, CultureInfo.InvariantCulture, out var free) ? free * BytesOfUnit : null;
    }
}
