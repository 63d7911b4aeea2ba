using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Engines.Installed;
using LoraParity.Plans;
using LoraParity.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Core.Tests.Engines.Installed;

public sealed class EngineCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OutputFolder_FindsTheTestKitsEngine()
    {
        var catalog = EngineCatalog.Load();

        Assert.Equal("scripted", catalog.Choose(new EngineSettings { Engine = "scripted" }).Name);
    }

    [Fact]
    public void Load_FolderOfOtherFiles_LoadsNoneOfThem()
    {
        File.WriteAllText(_folder["broken.dll"], "this is no assembly");
        var other = typeof(Xunit.Assert).Assembly.Location;
        File.Copy(other, _folder["copy.dll"]);

        Assert.Empty(EngineCatalog.Load(_folder.Path).Factories);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), a => !a.IsDynamic && a.Location.StartsWith(_folder.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_EngineWithDependenciesBesideIt_FindsThem()
    {
        // Loaded assemblies stay for the life of the process, and so does their file on some systems.
        var folder = Directory.CreateTempSubdirectory("loraparity-engine-").FullName;
        EmittedEngine.Write(folder, "Dropped");

        Assert.Equal("Dropped", Assert.Single(EngineCatalog.Load(folder).Factories).Name);
    }

    [Fact]
    public void Load_SameAssemblyInTwoFolders_CountsOnce()
    {
        var own = typeof(ScriptedEngineFactory).Assembly.Location;
        File.Copy(own, _folder[Path.GetFileName(own)]);

        Assert.Single(EngineCatalog.Load(Path.GetDirectoryName(own)!, _folder.Path).Factories, f => f.Name == "scripted");
    }

    [Fact]
    public void FindNative_LooksBesideAndInRuntimes()
    {
        var file = OperatingSystem.IsWindows() ? "torch.dll" : OperatingSystem.IsMacOS() ? "libtorch.dylib" : "libtorch.so";
        var packaged = _folder.Write(Path.Combine("runtimes", EngineFolder.Platform, "native", file), "");

        Assert.Equal(packaged, EngineFolder.FindNative(_folder.Path, "torch"));
        Assert.Equal(_folder.Write(file, ""), EngineFolder.FindNative(_folder.Path, "torch"));
        Assert.Null(EngineFolder.FindNative(_folder.Path, "other"));
    }

    [Fact]
    public void Choose_NothingInstalled_SaysWhatToInstall() => Refusal(
        [], new EngineSettings(),
        "No engine is installed: no assembly in '/out' announces one. Add the package 'LoraParity.Inference' (engine 'cpu') to the project and build it again.");

    [Fact]
    public void Choose_EngineNotInstalled_NamesWhatIsAndThePackage() => Refusal(
        [new Factory("cpu", 0, null)], new EngineSettings { Engine = "torchsharp" },
        "The spec asks for engine 'torchsharp', but only 'cpu' is installed in '/out'. "
        + "Add the package 'LoraParity.TorchSharp' to the project and build it again, or write 'engine: auto'.");

    [Fact]
    public void Choose_NoneCanRun_GivesEachOnesReason() => Refusal(
        [new Factory("cpu", 0, "It runs on the CPU only."), new Factory("torchsharp", 10, "This machine has no CUDA device.")],
        new EngineSettings { Device = "cuda" },
        "No engine can run engine 'auto' on device 'cuda' on this machine. torchsharp: This machine has no CUDA device. cpu: It runs on the CPU only.");

    [Fact]
    public void Choose_CudaWithoutTorchSharp_SaysWhichPackagesBringIt() => Refusal(
        [new Factory("cpu", 0, "It runs on the CPU only.")],
        new EngineSettings { Device = "cuda:1" },
        "No engine can run engine 'auto' on device 'cuda:1' on this machine. cpu: It runs on the CPU only. "
        + "Add the package 'LoraParity.TorchSharp' with 'TorchSharp-cuda-linux' or 'TorchSharp-cuda-windows' for a CUDA device.");

    [Fact]
    public void Choose_SeveralCanRun_TakesTheHighestPriority()
    {
        var catalog = new EngineCatalog([new Factory("a", 1, null), new Factory("b", 2, "no"), new Factory("c", 1, null)], "/out");

        Assert.Equal("a", catalog.Choose(new EngineSettings()).Name);
        Assert.Equal("c", catalog.Choose(new EngineSettings { Engine = "c" }).Name);
    }

    private static void Refusal(IParityEngineFactory[] factories, EngineSettings settings, string expected) =>
        Assert.Equal(
            expected, Assert.Throws<ParityEnvironmentException>(() => new EngineCatalog(factories, "/out").Create(settings, NullLoggerFactory.Instance)).Message);

    private sealed record Factory(string Name, int Priority, string? Reason) : IParityEngineFactory
    {
        public string? WhyUnavailable(EngineSettings settings) => Reason;

        public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers) => new ScriptedEngine();
    }
}
