using LoraParity.Plans;

namespace LoraParity.TorchSharp.Tests;

public sealed class TorchEngineFactoryTests
{
    private readonly TorchEngineFactory _factory = new();

    [SkippableTheory]
    [InlineData("cuda")]
    [InlineData("cuda:3")]
    public void WhyUnavailable_CudaWithoutGpu_SaysWhatToDo(string device)
    {
        SkipWithoutLibtorch();
        Skip.If(TorchDevices.GpuCount > 0, "This machine has a GPU.");

        Assert.Equal(
            $"The spec asks for the device '{device}', but libtorch finds no CUDA device: run it on a machine with an NVIDIA GPU "
            + "and the package TorchSharp-cuda-linux or TorchSharp-cuda-windows, or write 'device: auto'.",
            _factory.WhyUnavailable(new EngineSettings { Device = device }));
        Assert.NotNull(_factory.WhyUnavailable(new EngineSettings { DeviceMap = ["cpu", device] }));
    }

    [SkippableFact]
    public void WhyUnavailable_GpuThatIsNotThere_NamesHowManyThereAre()
    {
        SkipWithoutLibtorch();
        Skip.If(TorchDevices.GpuCount == 0, "This machine has no GPU.");

        Assert.Equal(
            $"The spec asks for the device 'cuda:99', but libtorch finds {TorchDevices.GpuCount} CUDA device(s), numbered from 0.",
            _factory.WhyUnavailable(new EngineSettings { Device = "cuda:99" }));
    }

    [SkippableFact]
    public void WhyUnavailable_Cpu_IsServedOnlyWhereTheEngineIsNamed()
    {
        SkipWithoutLibtorch();

        Assert.Null(_factory.WhyUnavailable(new EngineSettings { Engine = "torchsharp", Device = "cpu" }));
        Assert.Null(_factory.WhyUnavailable(new EngineSettings { DeviceMap = ["cpu", "cpu"] }));
        Assert.Equal(
            "The device 'cpu' is served by the engine 'cpu'; write 'engine: torchsharp' for libtorch's CPU.",
            _factory.WhyUnavailable(new EngineSettings { Device = "cpu" }));
    }

    [SkippableFact]
    public void Describe_Libtorch_TellsItsVersionAndDevices()
    {
        SkipWithoutLibtorch();

        Assert.Equal(["CUDA devices", "libtorch"], _factory.Describe().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhyUnavailable_NoLibtorch_SaysWhichPackagesBringIt()
    {
        if (TorchDevices.WhyNoLibtorch is { } fault)
        {
            Assert.Equal(
                "libtorch is not in the output folder: add the package TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows "
                + "of the same version as TorchSharp to the project.",
                fault);
            Assert.Equal(fault, _factory.WhyUnavailable(new EngineSettings { Engine = "torchsharp" }));
        }
    }

    private static void SkipWithoutLibtorch() => Skip.If(TorchDevices.WhyNoLibtorch is not null, TorchDevices.WhyNoLibtorch);
}
