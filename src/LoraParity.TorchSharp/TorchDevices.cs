using System.Globalization;
using System.Runtime.InteropServices;
using LoraParity.Engines.Installed;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp;

/// <summary>What libtorch finds on this machine. The native libraries are asked for once a process.</summary>
internal static class TorchDevices
{
    private static readonly Lazy<string?> NativeFault = new(() => Quietly(LoadNative));
    private static readonly Lazy<int> Gpus = new(() => NativeFault.Value is null ? Quietly(CountGpus) : 0);
    private static readonly Lazy<GpuNumbering> Facts = new(GpuNumbering.OfThisProcess);

    /// <summary>Why libtorch cannot be used, as one sentence, or null.</summary>
    public static string? WhyNoLibtorch => NativeFault.Value;

    /// <summary>CUDA devices that libtorch can use.</summary>
    public static int GpuCount => Gpus.Value;

    public static string Family(Device device) =>
        device.type == DeviceType.CUDA ? "cuda-" + (Gpu(device)?.Capability ?? "unknown") : "torch-cpu";

    /// <summary>
    /// Free bytes of a GPU's memory when the process first asked: what a run has let go since stays with libtorch for the next one, but
    /// looks taken to the driver. Null for the host's memory, and where the driver does not say.
    /// </summary>
    public static long? FreeBytes(Device device) =>
        device.type == DeviceType.CUDA && Gpu(device) is { FreeBytes: > 0 } gpu ? gpu.FreeBytes : null;

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
            ["device"] = Name(device),
            ["libtorch"] = __version__,
            ["threads"] = get_num_threads().ToString(CultureInfo.InvariantCulture),
            ["tf32"] = GpuCount > 0 && backends.cuda.matmul.allow_tf32 ? "on" : "off",
            ["determinism"] = Determinism(),
        };
        if (device.type != DeviceType.CUDA)
            return facts;
        facts["compute capability"] = Gpu(device)?.Capability ?? "unknown";
        facts["gpu"] = Gpu(device)?.Name ?? "unknown";
        facts["driver"] = Gpu(device)?.Driver ?? "unknown";
        return facts;
    }

    private static NvidiaGpu? Gpu(Device device) => Facts.Value.Find(Math.Max(0, device.index));

    private static string Name(Device device) => device.type == DeviceType.CUDA
        ? string.Create(CultureInfo.InvariantCulture, $"cuda:{Math.Max(0, device.index)}")
        : "cpu";

    // TorchSharp cannot ask libtorch for deterministic algorithms; what cuBLAS does is up to its workspace.
    private static string Determinism() =>
        Environment.GetEnvironmentVariable("CUBLAS_WORKSPACE_CONFIG") is { Length: > 0 } workspace
            ? $"libtorch's default, CUBLAS_WORKSPACE_CONFIG={workspace}"
            : "libtorch's default";

    private static string? LoadNative()
    {
        try
        {
            InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception e) when (IsMissing(e))
        {
            return "libtorch is not in the output folder: add the package TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows "
                + "of the same version as TorchSharp to the project.";
        }
    }

    private static int CountGpus()
    {
        try
        {
            return cuda.is_available() ? cuda.device_count() : 0;
        }
        catch (Exception e) when (IsMissing(e))
        {
            return 0;
        }
    }

    private static bool IsMissing(Exception e) =>
        e is DllNotFoundException or EntryPointNotFoundException or NotSupportedException or TypeInitializationException or ExternalException
            or FileNotFoundException or BadImageFormatException;

    // TorchSharp writes the trace of a failed load, a hundred lines, to standard output, where results go.
    private static T Quietly<T>(Func<T> load)
    {
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            return load();
        }
        finally
        {
            Console.SetOut(output);
        }
    }
}
