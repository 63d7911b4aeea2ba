using System.Globalization;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Inference.Tensors.Cpu.Limits;
using LoraParity.Inference.Tensors.Cpu.Threading;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks.Limits;

/// <summary>
/// Linear layers of 4096 × 4096 beside the machine's own limits. Windows of limit and kernel alternate and the fastest
/// of each counts, so that other load on the machine hits both alike.
/// </summary>
internal static class LimitsReport
{
    private const int Size = 4096;
    private const int Windows = 25;

    /// <summary>Prints the table.</summary>
    public static void Write(int threads)
    {
        using var pool = new WorkerPool(threads);
        using var limits = new MachineLimits(pool);
        using var backend = new CpuBackend(threads);
        Console.WriteLine(string.Join(", ", backend.Describe().Select(pair => $"{pair.Key} {pair.Value}")));
        WriteLimits(limits);
        Console.WriteLine("| M | weights | ms | GFLOP/s | of the multiply-add peak | GB/s of weights | of reading memory |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var rows in new[] { 1, 8, 16, 64, 1024 })
        {
            foreach (var precision in Enum.GetValues<Precision>())
                Measure(limits, backend, rows, precision);
        }
    }

    private static void WriteLimits(MachineLimits limits)
    {
        var (fma, read, copy) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var window = 0; window < Windows; window++)
        {
            fma = Math.Min(fma, CpuLimits.Seconds(limits.MultiplyAdd));
            read = Math.Min(read, CpuLimits.Seconds(limits.ReadMemory));
            copy = Math.Min(copy, CpuLimits.Seconds(limits.CopyMemory));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"multiply-add {limits.MultiplyAddOperations / fma / 1e9:F0} GFLOP/s, reading memory {MachineLimits.BytesMoved / read / 1e9:F1} GB/s, copying {MachineLimits.BytesMoved / copy / 1e9:F1} GB/s read and written"));
    }

    private static void Measure(MachineLimits limits, CpuBackend backend, int rows, Precision precision)
    {
        using var weight = backend.CreateWeight(new RandomWeight(Size, Size, precision));
        using var x = backend.Create(RandomWeight.Values(rows * Size), rows, Size, precision);
        var (kernel, fma, memory) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var window = 0; window < Windows; window++)
        {
            fma = Math.Min(fma, CpuLimits.Seconds(limits.MultiplyAdd));
            memory = Math.Min(memory, CpuLimits.Seconds(limits.ReadMemory));
            kernel = Math.Min(kernel, CpuLimits.Seconds(() => backend.Linear(x, weight, null).Dispose()));
        }

        var gigaflops = 2.0 * rows * Size * Size / kernel / 1e9;
        var gigabytes = weight.Bytes / kernel / 1e9;
        var peak = limits.MultiplyAddOperations / fma / 1e9;
        var bandwidth = MachineLimits.BytesMoved / memory / 1e9;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {rows} | {precision.Name()} | {kernel * 1e3:F2} | {gigaflops:F0} | {gigaflops / peak:P0} | {gigabytes:F1} | {gigabytes / bandwidth:P0} |"));
    }
}
