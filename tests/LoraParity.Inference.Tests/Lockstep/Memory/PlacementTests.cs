using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Lockstep.Memory;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using LoraParity.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep.Memory;

public sealed class PlacementTests
{
    [Theory]
    [InlineData(4, 2, "AAABBB")]
    [InlineData(5, 2, "AAAABBB")]
    [InlineData(2, 3, "AABB")]
    [InlineData(0, 2, "AA")]
    public void Of_LayersInSequence_EmbeddingFirstAndHeadLast(int layers, int devices, string expected)
    {
        ITensorBackend[] all = [.. Enumerable.Range(0, devices).Select(i => new FakeDevice($"{(char)('A' + i)}"))];
        using var placement = new Placement(all, layers, new EngineSettings());

        Assert.Equal(expected, string.Concat(Enumerable.Range(0, layers + 2).Select(stage => placement.Of(stage).Describe()["device"])));
        Array.ForEach(all, device => device.Dispose());
    }

    [Fact]
    public void Of_DeviceTwice_TakesTwoShares()
    {
        using var a = new FakeDevice("A");
        using var b = new FakeDevice("B");
        using var placement = new Placement([a, a, b], 6, new EngineSettings());

        Assert.Equal("AAAAABBB", string.Concat(Enumerable.Range(0, 8).Select(stage => placement.Of(stage).Describe()["device"])));
        Assert.Equal([a, b], placement.Devices);
    }

    [Theory]
    [InlineData(DecodeMode.Forced)]
    [InlineData(DecodeMode.Free)]
    public void Run_OverTwoDevices_GivesTheBitsOfOne(DecodeMode decode)
    {
        using var golden = new DriftballGolden();
        var request = Some(golden) with { Decode = decode, WantsHidden = true };
        using var a = new FakeDevice("A", "fake-1");
        using var b = new FakeDevice("B", "fake-2");

        var run = Golden.Run(request, a, b);

        Assert.Equal(RunHashes.Of(request, Golden.Run(request)), RunHashes.Of(request, run));
        Assert.Equal("fake-1+fake-2", run.Layout!.DeviceFamily);
        Assert.Equal("A, B", run.Layout.Environment["device"]);
        Assert.True(a.Laid > 0 && b.Laid > 0);
    }

    [Fact]
    public void Run_OverTwoDevices_MovesEachHiddenStateOnce()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden) with { Prompts = [golden.Request(0).Prompts[0]] };
        using var a = new FakeDevice("A");
        using var b = new FakeDevice("B");

        Golden.Run(request, a, b);

        // Nothing is decoded: one state for each distinct model up to the boundary.
        Assert.Equal(0, a.Received);
        Assert.Equal(request.Variants.Count, b.Received);
        Assert.True(a.IsDisposed && b.IsDisposed);
    }

    [Fact]
    public void Run_SmallestBudget_HoldsOneLayerAtATime()
    {
        using var golden = new DriftballGolden();
        using var all = new FakeDevice("A");
        using var little = new FakeDevice("B");
        var request = Some(golden) with { Variants = [Variant.Attached(Precision.Fp32)], Prompts = [golden.Request(2).Prompts[0]] };

        Golden.Run(request, all);
        Golden.Run(request with { Engine = new EngineSettings { MemoryBudget = 1 } }, little);

        using var models = OpenModels.Open(request, NullLogger.Instance);
        Assert.Equal(models.Variant(request.Variants[0]).LargestStage, little.MostBytes);
        Assert.True(all.MostBytes > 2 * little.MostBytes);
    }

    [Fact]
    public void Run_FreeMemoryOfTheDevice_BoundsWhatStays()
    {
        using var golden = new DriftballGolden();
        using var device = new FakeDevice("A") { FreeBytes = 1_000_000 };
        using var all = new FakeDevice("B") { FreeBytes = 1L << 40 };
        var request = Some(golden);

        Golden.Run(request, device);
        Golden.Run(request, all);

        Assert.True(device.MostBytes < all.MostBytes);
    }

    [Fact]
    public void Run_OutOfMemory_NamesTheBudgetThatFits()
    {
        using var golden = new DriftballGolden();
        using var device = new FakeDevice("cuda:1") { Capacity = 2_500_000 };
        var request = Some(golden);

        var failure = Assert.Throws<ParityEnvironmentException>(() => Golden.Run(request, device));

        var budget = System.Text.RegularExpressions.Regex.Match(
            failure.Message,
            @"^The device 'cuda:1' ran out of memory while it held \d+MiB of weights: set 'memory_budget: (\d+)MiB' in the spec, so that fewer stay between layers, or spread the layers over more devices with 'device_map'\.$");
        Assert.True(budget.Success, failure.Message);
        using var again = new FakeDevice("cuda:1") { Capacity = 2_500_000 };
        Golden.Run(request with { Engine = new EngineSettings { MemoryBudget = long.Parse(budget.Groups[1].Value) << 20 } }, again);
    }

    [Fact]
    public void Run_OutOfMemoryOnOneLayer_SaysThatNoBudgetHelps()
    {
        using var golden = new DriftballGolden();
        using var device = new FakeDevice("cuda:0") { Capacity = 1000 };

        var failure = Assert.Throws<ParityEnvironmentException>(() => Golden.Run(Some(golden), device));

        Assert.EndsWith("run fewer variants at once, shorten the prompts, or take a device with more memory.", failure.Message, StringComparison.Ordinal);
    }

    private static RunRequest Some(DriftballGolden golden)
    {
        var request = golden.Request(newTokens: 3);
        var variants = request.Variants.Where(v => v.Application == Application.Attached || v.Key == "merged.bf16.bf16.bf16").ToList();
        return request with { Variants = variants, Prompts = [.. request.Prompts.Take(2)], Decode = DecodeMode.Forced };
    }
}
