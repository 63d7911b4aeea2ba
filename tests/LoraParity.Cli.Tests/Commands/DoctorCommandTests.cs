using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Doctor_EngineReady_SaysSo()
    {
        var run = _cli.Run("doctor");

        Assert.Equal("engine scripted  ready", run.OutLines[^1]);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Doctor_NoEngineReady_SaysWhyAndEndsWithThree()
    {
        _cli.Script = _cli.Script with { Unavailable = "The driver is too old." };

        var run = _cli.Run("doctor");

        Assert.Equal("engine scripted  The driver is too old.", run.OutLines[^1]);
        Assert.Equal(["error: No engine can run engine 'auto' on device 'auto' on this machine. scripted: The driver is too old."], run.ErrorLines);
        Assert.Equal(ExitCode.Environment, run.Code);
    }

    [Fact]
    public void Doctor_GpuWithoutItsEngine_ShowsItAndTheLinesToAdd()
    {
        _cli.Programs["nvidia-smi"] = "NVIDIA H200, 9.0, 570.86.15, 142000, 143771\n";
        _cli.Programs["dotnet"] = "E https://feed.example.com/index.json\nD https://example.org/off\n";

        var run = _cli.Run("doctor");

        Assert.Contains("gpu 0            NVIDIA H200, compute capability 9.0, driver 570.86.15, 138.7 of 140.4 GiB free", run.OutLines);
        Assert.Contains("package feed     https://feed.example.com/index.json", run.OutLines);
        Assert.DoesNotContain(run.OutLines, line => line.Contains("example.org", StringComparison.Ordinal));
        var at = run.OutLines.ToList().IndexOf("To run on the GPU, add to the test project:");
        Assert.Equal("  <PackageReference Include=\"LoraParity.TorchSharp\" Version=\"0.1.0\" />", run.OutLines[at + 1]);
        Assert.Matches("^  <PackageReference Include=\"TorchSharp-cuda-(linux|windows)\" Version=\"0.107.0\" />$", run.OutLines[at + 2]);
        Assert.StartsWith("For the tool, publish a project with these lines and set LORAPARITY_ENGINES", run.OutLines[at + 3], StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_NoGpu_SaysSoAndAdvisesNothing()
    {
        var run = _cli.Run("doctor");

        Assert.Contains("gpu              none (nvidia-smi finds no NVIDIA GPU)", run.OutLines);
        Assert.DoesNotContain(run.OutLines, line => line.Contains("PackageReference", StringComparison.Ordinal));
    }
}
