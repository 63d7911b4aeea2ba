using LoraParity.Engines.Installed;

namespace LoraParity.TorchSharp.Tests;

public sealed class GpuNumberingTests
{
    [Theory]
    [InlineData(null, "A0 A1 A2")]
    [InlineData("", "A0 A1 A2")]
    [InlineData("2,0", "A2 A0")]
    [InlineData(" 1 ", "A1")]
    [InlineData("7", "-")]
    public void Find_GpusOfOneKind_NumbersAsCudaDoes(string? visible, string expected) =>
        Assert.Equal(expected, All(Named("A0", "A1", "A2"), visible, order: null));

    [Theory]
    [InlineData("GPU-5c3b")]
    [InlineData("MIG-41b2")]
    public void Find_IdentifierAmongGpusOfOneKind_IsTheFullestOfThem(string visible)
    {
        var gpu = new GpuNumbering([new("A", "9.0", "1", 30, 40), new("A", "9.0", "1", 20, 40)], visible, null).Find(0);

        Assert.Equal(20, gpu!.FreeBytes);
    }

    [Theory]
    [InlineData(null, null, "-")]
    [InlineData(null, "FASTEST_FIRST", "-")]
    [InlineData(null, "PCI_BUS_ID", "A B C")]
    [InlineData("2,1", "PCI_BUS_ID", "C B")]
    [InlineData("GPU-5c3b", "PCI_BUS_ID", "-")]
    public void Find_DifferentGpus_IsKnownWhereCudaFollowsTheBus(string? visible, string? order, string expected) =>
        Assert.Equal(expected, All([new("A", "8.0", "1", 1, 1), new("B", "8.9", "1", 1, 1), new("C", "9.0", "1", 1, 1)], visible, order));

    private static NvidiaGpu[] Named(params string[] drivers) => [.. drivers.Select(driver => new NvidiaGpu("A", "9.0", driver, 1, 1))];

    /// <summary>What tells the GPUs apart in a test: names, or drivers where the names are equal; - for what is not known.</summary>
    private static string All(NvidiaGpu[] gpus, string? visible, string? order)
    {
        var numbering = new GpuNumbering(gpus, visible, order);
        var found = Enumerable.Range(0, gpus.Length).Select(numbering.Find).ToList();
        var last = found.FindLastIndex(gpu => gpu is not null);
        return string.Join(' ', found.Take(Math.Max(1, last + 1)).Select(gpu => gpu is null ? "-" : gpu.Driver == "1" ? gpu.Name : gpu.Driver));
    }
}
