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
}
