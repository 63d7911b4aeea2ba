using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Engines;
using LoraParity.Engines.Installed;
using LoraParity.Plans;
using LoraParity.Reporting.Text;
using LoraParity.Running.Caching;

namespace LoraParity.Cli.Commands;

/// <summary><c>doctor</c>: what this machine has to run specs with.</summary>
internal sealed class DoctorCommand(CliHost host) : ICliCommand
{
    private const double BytesPerGibibyte = 1L << 30;

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("doctor", "Show what this machine can run, and what is missing.");
        command.SetAction(_ => Diagnose());
        return command;
    }

    private int Diagnose()
    {
        var gpus = NvidiaGpu.Parse(host.Ask(NvidiaGpu.Program, NvidiaGpu.Arguments));
        foreach (var (name, value) in Facts().Concat(Gpus(gpus)).Concat(Feeds()))
            host.Console.Out.WriteLine($"{name,-17}{value}");

        var catalog = host.Engines();
        var usable = catalog.Factories.Count(WriteEngine);
        foreach (var line in GpuPackages.Advice(gpus.Count > 0, catalog, host.Variable(EngineCatalog.FolderVariable)))
            host.Console.Out.WriteLine(line);
        if (usable == 0)
            _ = catalog.Choose(new EngineSettings());
        return ExitCode.Success;
    }

    /// <summary>Writes what an engine says of itself, and returns whether it can run here.</summary>
    private bool WriteEngine(IParityEngineFactory factory)
    {
        var reason = factory.WhyUnavailable(new EngineSettings());
        host.Console.Out.Write($"{$"engine {factory.Name}",-16} ");
        host.Console.Out.WriteLine(reason ?? "ready", reason is null ? Tone.Good : Tone.Warning);
        foreach (var (name, value) in factory.Describe())
            host.Console.Out.WriteLine($"  {name,-15}{value}");
        return reason is null;
    }

    private static IEnumerable<(string Name, string Value)> Gpus(IReadOnlyList<NvidiaGpu> gpus)
    {
        if (gpus.Count == 0)
            yield return ("gpu", "none (nvidia-smi finds no NVIDIA GPU)");
        for (var i = 0; i < gpus.Count; i++)
        {
            var gpu = gpus[i];
            yield return ($"gpu {i}", string.Create(
                CultureInfo.InvariantCulture,
                $"{gpu.Name}, compute capability {gpu.Capability}, driver {gpu.Driver}, {gpu.FreeBytes / BytesPerGibibyte:0.0} of {gpu.TotalBytes / BytesPerGibibyte:0.0} GiB free"));
        }
    }

    private IEnumerable<(string Name, string Value)> Feeds()
    {
        var feeds = host.Ask("dotnet", "nuget list source --format short");
        foreach (var line in (feeds ?? "").Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("E ", StringComparison.Ordinal)))
            yield return ("package feed", line[2..]);
    }

    private IEnumerable<(string Name, string Value)> Facts() =>
    [
        ("loraparity", typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3)),
        (".NET", Environment.Version.ToString()),
        ("system", $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})"),
        ("cores", $"{Environment.ProcessorCount}, {VectorUnits()}"),
        ("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGibibyte:0.0} GiB")),
        ("cache", TraceCache.FromEnvironment(host.Variable) is { } cache ? $"{cache.Folder}, at most {Figures.Bytes(cache.Limit)}" : "off"),
    ];

    private static string VectorUnits() =>
        Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : AdvSimd.IsSupported ? "NEON" : "no vector unit";
}
