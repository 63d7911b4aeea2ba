using System.Text.RegularExpressions;
using LoraParity.Cli.Commands;
using LoraParity.Engines.Installed;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Commands;

public sealed class GpuPackagesTests
{
    [Fact]
    public void Advice_VersionOfTorchSharp_IsTheOneTheEngineIsBuiltWith()
    {
        var packages = File.ReadAllText(Path.Combine(SharedFixtures.Repository, "Directory.Packages.props"));
        var version = Regex.Match(packages, "Include=\"TorchSharp\" Version=\"([^\"]+)\"").Groups[1].Value;

        var lines = GpuPackages.Advice(hasGpu: true, new EngineCatalog([], "/out"), null);

        Assert.Contains(lines, line => line.Contains("TorchSharp-cuda-", StringComparison.Ordinal) && line.Contains($"\"{version}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Advice_FolderIsSet_DoesNotAskForIt() =>
        Assert.DoesNotContain(
            GpuPackages.Advice(hasGpu: true, new EngineCatalog([], "/out"), "/engines"), line => line.Contains(EngineCatalog.FolderVariable, StringComparison.Ordinal));
}
