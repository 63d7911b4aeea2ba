using System.Globalization;
using LoraParity.Engines.Installed;

namespace LoraParity.TorchSharp;

/// <summary>
/// Which of the driver's GPUs a CUDA device is. The driver counts them along the bus; CUDA counts those that the process may see, the
/// fastest first unless it is told to follow the bus.
/// </summary>
/// <param name="all">All GPUs in the driver's order.</param>
/// <param name="visible"><c>CUDA_VISIBLE_DEVICES</c>: numbers or identifiers with commas between them; null or empty for all.</param>
/// <param name="order"><c>CUDA_DEVICE_ORDER</c>.</param>
internal sealed class GpuNumbering(IReadOnlyList<NvidiaGpu> all, string? visible, string? order)
{
    /// <summary>The numbering of this process.</summary>
    public static GpuNumbering OfThisProcess() => new(
        NvidiaGpu.Parse(OtherProgram.Ask(NvidiaGpu.Program, NvidiaGpu.Arguments)),
        Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES"),
        Environment.GetEnvironmentVariable("CUDA_DEVICE_ORDER"));

    private bool AreAlike => all.Select(gpu => (gpu.Name, gpu.Capability)).Distinct().Count() == 1;

    /// <summary>A CUDA device's GPU; null where it cannot be told which it is.</summary>
    /// <param name="index">The device's number.</param>
    public NvidiaGpu? Find(int index)
    {
        if (!AreAlike && order != "PCI_BUS_ID")
            return null;
        if (string.IsNullOrWhiteSpace(visible))
            return all.ElementAtOrDefault(index);
        var entry = visible.Split(',', StringSplitOptions.TrimEntries).ElementAtOrDefault(index);
        if (int.TryParse(entry, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return all.ElementAtOrDefault(number);
        return entry is not null && AreAlike ? all.MinBy(gpu => gpu.FreeBytes) : null;
    }
}
