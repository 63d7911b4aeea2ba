using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp;

/// <summary>How libtorch says that memory ran out: of its errors TorchSharp passes on only the text.</summary>
internal static partial class OutOfMemoryText
{
    /// <summary>The CUDA allocator and the driver; cuBLAS, which makes its workspace late; the host's allocator on Linux and on Windows.</summary>
    private static readonly string[] Phrases = ["out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "can't allocate memory", "not enough memory"];

    /// <summary>Whether an error says that a device has no memory left. The CUDA allocator names the GPU; other texts may be of any device.</summary>
    public static bool IsOf(Device device, string error)
    {
        if (!Phrases.Any(phrase => error.Contains(phrase, StringComparison.OrdinalIgnoreCase)))
            return false;
        var full = FullGpu().Match(error);
        return !full.Success || (device.type == DeviceType.CUDA && full.Groups[1].Value == device.index.ToString(CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("GPU ([0-9]+) has a total capacity")]
    private static partial Regex FullGpu();
}
