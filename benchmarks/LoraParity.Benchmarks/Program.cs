using BenchmarkDotNet.Running;
using LoraParity.Benchmarks.Limits;

namespace LoraParity.Benchmarks;

/// <summary><c>limits [threads]</c> measures kernels beside what the machine can do; anything else goes to BenchmarkDotNet.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        if (args is ["limits", ..])
            LimitsReport.Write(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : Environment.ProcessorCount);
        else
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
