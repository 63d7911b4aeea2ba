using LoraParity.TestKit.Backends;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp.Tests;

/// <summary>The conformance suites on the first GPU, else on libtorch's CPU: the same rounding points, sums in libtorch's own order.</summary>
public static class TorchConformanceTests
{
    private const string InfinityTimesZero = "libtorch multiplies masked values by zero, as transformers' eager attention does: 0 · ∞ is no number there either.";

    private static TorchBackend Create() => Create(mostScores: long.MaxValue);

    private static TorchBackend Create(long mostScores)
    {
        Skip.If(TorchDevices.WhyNoLibtorch is not null, TorchDevices.WhyNoLibtorch);
        return new TorchBackend(TorchDevices.GpuCount > 0 ? new Device(global::TorchSharp.DeviceType.CUDA, 0) : CPU, mostScores: mostScores);
    }

    public sealed class Elementwise() : ElementwiseConformance(Create);

    public sealed class Norms() : NormConformance(Create);

    public sealed class Linears() : LinearConformance(Create);

    public sealed class Attention() : AttentionConformance(Create)
    {
        public override void Attend_InfinityAmongMaskedValues_ContributesNothing() => Skip.If(true, InfinityTimesZero);
    }

    public sealed class AttentionFewRowsAtATime() : AttentionConformance(() => Create(mostScores: 100))
    {
        public override void Attend_InfinityAmongMaskedValues_ContributesNothing() => Skip.If(true, InfinityTimesZero);
    }
}
