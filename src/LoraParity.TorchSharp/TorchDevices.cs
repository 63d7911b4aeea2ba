using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp;

/// <summary>What libtorch finds on this machine. The native libraries are asked for once a process.</summary>
internal static class TorchDevices
{
    private static readonly Lazy<string?> NativeFault = new(LoadNative);
    private static readonly Lazy<int> Gpus = new(() => NativeFault.Value is null && cuda.is_available() ? cuda.device_count() : 0);

    /// <summary>Why libtorch cannot be used, as one sentence, or null.</summary>
    public static string? WhyNoLibtorch => NativeFault.Value;

    /// <summary>CUDA devices that libtorch can use.</summary>
    public static int GpuCount => Gpus.Value;

    public static string Family(Device device) =>
        device.type == DeviceType.CUDA ? "cuda-" + GpuQuery.Capability(device.index) : "torch-cpu";

    /// <summary>TF32 and reduced-precision sums would change the very numbers that are compared.</summary>
    public static void UseExactArithmetic()
    {
        if (GpuCount == 0)
            return;
        backends.cuda.matmul.allow_tf32 = false;
        backends.cudnn.allow_tf32 = false;
        backends.cuda.matmul.allow_fp16_reduced_precision_reduction = false;
    }

    public static IReadOnlyDictionary<string, string> Describe(Device device)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["backend"] = "torchsharp",
            ["device"] = device.ToString(),
            ["libtorch"] = __version__,
            ["threads"] = get_num_threads().ToString(CultureInfo.InvariantCulture),
        };
        if (device.type == DeviceType.CUDA)
        {
            facts["tf32"] = backends.cuda.matmul.allow_tf32 ? "on" : "off";
            facts["compute capability"] = GpuQuery.Capability(device.index);
            facts["gpu"] = GpuQuery.Name(device.index);
            facts["driver"] = GpuQuery.Driver();
        }

        return facts;
    }

    private static string? LoadNative()
    {
        try
        {
            InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or NotSupportedException or TypeInitializationException or ExternalException or FileNotFoundException)
        {
            return "libtorch is not in the output folder: add the package TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows "
                + "of the same version as TorchSharp to the test project.";
        }
    }
}
