using LoraParity.Engines.Installed;
using LoraParity.Plans;

namespace LoraParity.Cli.Commands;

/// <summary>What to install so that specs run on a GPU, in lines to paste.</summary>
internal static class GpuPackages
{
    /// <summary>The version of TorchSharp that the engine was built with, and of the libtorch packages that go with it.</summary>
    private const string TorchSharp = "0.107.0";

    /// <summary>The advice; nothing where the engine can use a GPU, or there is neither GPU nor engine.</summary>
    /// <param name="hasGpu">Whether the driver finds a GPU.</param>
    /// <param name="catalog">The installed engines.</param>
    /// <param name="folder">The folder of further engines, or null.</param>
    public static IEnumerable<string> Advice(bool hasGpu, EngineCatalog catalog, string? folder)
    {
        var engine = catalog.Factories.FirstOrDefault(factory => factory.Name == "torchsharp");
        if (engine is null ? !hasGpu : engine.WhyUnavailable(new EngineSettings { Engine = "torchsharp", Device = hasGpu ? "cuda" : "cpu" }) is null)
            yield break;

        yield return hasGpu ? "To run on the GPU, add to the test project:" : "To run on libtorch, add to the test project:";
        if (engine is null)
            yield return Line("LoraParity.TorchSharp", Version);
        yield return Line(Libtorch(hasGpu), TorchSharp);
        if (string.IsNullOrEmpty(folder))
            yield return $"For the tool, publish a project with these lines and set {EngineCatalog.FolderVariable} to the folder it is published to.";
    }

    private static string Version => typeof(GpuPackages).Assembly.GetName().Version!.ToString(3);

    private static string Libtorch(bool hasGpu) => !hasGpu ? "TorchSharp-cpu"
        : OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows"
        : "TorchSharp-cuda-linux";

    private static string Line(string package, string version) => $"  <PackageReference Include=\"{package}\" Version=\"{version}\" />";
}
