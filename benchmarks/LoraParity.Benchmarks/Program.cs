using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LoraParity.Benchmarks.Limits;

namespace LoraParity.Benchmarks;

/// <summary>
/// <c>limits [threads]</c> measures the linear layers beside what the machine can do, in a minute; <c>quick …</c> gives the rest to
/// BenchmarkDotNet with short jobs in this process; anything else goes to BenchmarkDotNet as it is.
/// </summary>
public static class Program
{
    public static void Main(string[] args)
    {
        switch (args)
        {
            case ["limits", .. var rest]:
                LimitsReport.Write(rest is [var threads] ? int.Parse(threads, CultureInfo.InvariantCulture) : Environment.ProcessorCount);
                break;
            case ["quick", .. var rest]:
                Switcher.Run(rest, DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
                break;
            default:
                Switcher.Run(args);
                break;
        }
    }

    private static BenchmarkSwitcher Switcher => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly);
}
