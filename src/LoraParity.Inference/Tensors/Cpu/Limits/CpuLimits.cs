using System.Diagnostics;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Threading;

namespace LoraParity.Inference.Tensors.Cpu.Limits;

/// <summary>What this machine can do at most: fp32 fused multiply-adds that never leave registers, and reading memory once.</summary>
/// <param name="FlopPerSecond">Floating-point operations a second; a fused multiply-add is two.</param>
/// <param name="BytesPerSecond">Bytes read from memory a second.</param>
public sealed record CpuLimits(double FlopPerSecond, double BytesPerSecond)
{
    private const int Windows = 12;

    /// <summary>Measures both for about a second; the fastest of several windows counts, so that other load hits it least.</summary>
    /// <param name="threads">Threads at work; null takes one for each processor this process may use.</param>
    public static CpuLimits Measure(int? threads = null)
    {
        using var pool = new WorkerPool(threads ?? Environment.ProcessorCount);
        using var memory = new NativeBuffer(ReadWork.Bytes);
        memory.Clear();
        var (fma, reading) = (new MultiplyAddWork(), new ReadWork(memory));
        var (fastestFma, fastestReading) = (double.MaxValue, double.MaxValue);
        for (var window = 0; window < Windows; window++)
        {
            fastestFma = Math.Min(fastestFma, Seconds(() => pool.Run(fma, pool.Threads, 1)));
            fastestReading = Math.Min(fastestReading, Seconds(() => pool.Run(reading, ReadWork.Items, 1)));
        }

        return new CpuLimits(MultiplyAddWork.Operations * pool.Threads / fastestFma, ReadWork.Bytes / fastestReading);
    }

    /// <summary>How long an action takes.</summary>
    internal static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
