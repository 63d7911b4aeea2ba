using LoraParity.Engines.Installed;

namespace LoraParity.Core.Tests.Engines.Installed;

public sealed class NvidiaGpuTests
{
    [Fact]
    public void Parse_TwoGpus_ReadsBoth() => Assert.Equal(
        [new NvidiaGpu("NVIDIA H200", "9.0", "570.86.15", 142000L << 20, 143771L << 20), new NvidiaGpu("NVIDIA GB10", "12.1", "580.1", 0, 0)],
        NvidiaGpu.Parse("NVIDIA H200, 9.0, 570.86.15, 142000, 143771\r\nNVIDIA GB10, 12.1, 580.1, [N/A], [N/A]\n"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.")]
    public void Parse_NoAnswer_IsNoGpu(string? answer) => Assert.Empty(NvidiaGpu.Parse(answer));

    [Fact]
    public void Ask_ProgramThatIsNotThere_IsNull() => Assert.Null(OtherProgram.Ask("loraparity-no-such-program", ""));

    [Fact]
    public void Ask_ProgramThatFails_IsNull() => Assert.Null(OtherProgram.Ask("dotnet", "no-such-command-of-dotnet"));
}
