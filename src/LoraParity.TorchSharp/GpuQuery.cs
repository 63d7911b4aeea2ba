using System.Diagnostics;

namespace LoraParity.TorchSharp;

/// <summary>Facts that TorchSharp does not expose, asked from <c>nvidia-smi</c>; <c>unknown</c> where it is not installed.</summary>
internal static class GpuQuery
{
    private const string Unknown = "unknown";

    private static readonly Lazy<string[][]> Rows = new(Ask);

    /// <summary>Compute capability, for example <c>9.0</c>.</summary>
    public static string Capability(int gpu) => Field(gpu, 0);

    /// <summary>The product's name.</summary>
    public static string Name(int gpu) => Field(gpu, 1);

    /// <summary>The driver's version.</summary>
    public static string Driver() => Field(0, 2);

    private static string Field(int gpu, int column)
    {
        var row = Rows.Value.ElementAtOrDefault(Math.Max(0, gpu));
        return row?.ElementAtOrDefault(column) ?? Unknown;
    }

    private static string[][] Ask()
    {
        try
        {
            var start = new ProcessStartInfo("nvidia-smi", "--query-gpu=compute_cap,name,driver_version --format=csv,noheader,nounits")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }
}
