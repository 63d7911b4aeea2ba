using TorchSharp;

namespace LoraParity.TorchSharp.Tests;

public sealed class OutOfMemoryTextTests
{
    private const string Allocator = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 1 has a total capacity of 139.81 GiB of which 1.02 GiB is free.";

    [Theory]
    [InlineData(Allocator)]
    [InlineData("CUDA error: out of memory")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    [InlineData("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")]
    [InlineData("[enforce fail at alloc_cpu.cpp:115] data. DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes.")]
    public void IsOf_LibtorchsTexts_AreKnown(string error) => Assert.True(OutOfMemoryText.IsOf(new torch.Device(DeviceType.CUDA, 1), error));

    [Theory]
    [InlineData(DeviceType.CUDA, 0)]
    [InlineData(DeviceType.CPU, -1)]
    public void IsOf_AnotherGpuThatIsNamed_IsNotThisDevices(DeviceType type, int index) =>
        Assert.False(OutOfMemoryText.IsOf(new torch.Device(type, index), Allocator));

    [Fact]
    public void IsOf_AnotherError_IsNone() =>
        Assert.False(OutOfMemoryText.IsOf(new torch.Device(DeviceType.CUDA, 0), "start (1) + length (3) exceeds dimension size (3)."));
}
