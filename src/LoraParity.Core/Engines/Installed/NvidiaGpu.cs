using System.Globalization;

namespace LoraParity.Engines.Installed;

/// <summary>One NVIDIA GPU as the driver describes it.</summary>
/// <param name="Name">The product's name.</param>
/// <param name="Capability">Compute capability, for example <c>9.0</c>.</param>
/// <param name="Driver">The driver's version.</param>
/// <param name="FreeBytes">Free memory.</param>
/// <param name="TotalBytes">All memory.</param>
public sealed record NvidiaGpu(string Name, string Capability, string Driver, long FreeBytes, long TotalBytes)
{
    /// <summary>The program that comes with the driver.</summary>
    public const string Program = "nvidia-smi";

    /// <summary>What to ask it.</summary>
    public const string Arguments =
        "--query-gpu=name,compute_cap,driver_version,memory.free,memory.total --format=csv,noheader,nounits";

    private const int Fields = 5;

    /// <summary>Reads the program's answer, one GPU a line; lines that say something else are left out.</summary>
    /// <param name="answer">Standard output; null where the program is not installed.</param>
    public static IReadOnlyList<NvidiaGpu> Parse(string? answer) =>
    [
        .. (answer ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Where(fields => fields.Length == Fields)
            .Select(f => new NvidiaGpu(f[0], f[1], f[2], Mebibytes(f[3]), Mebibytes(f[4]))),
    ];

    // Of GPUs that share memory with the host the driver says "[N/A]".
    private static long Mebibytes(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes) ? mebibytes << 20 : 0;
}
