using LoraParity.TestKit.Backends;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp.Tests;

/// <summary>The conformance suites on libtorch's CPU: the same rounding points, sums in libtorch's own order.</summary>
public static class TorchConformanceTests
{
    private static TorchBackend OnCpu()
    {
        Skip.If(TorchDevices.WhyNoLibtorch is not null, TorchDevices.WhyNoLibtorch);
        return new TorchBackend(CPU);
    }

    public sealed class Elementwise() : ElementwiseConformance(OnCpu);

    public sealed class Norms() : NormConformance(OnCpu);

    public sealed class Linears() : LinearConformance(OnCpu);

    public sealed class Attention() : AttentionConformance(OnCpu)
    {
        public override void Attend_InfinityAmongMaskedValues_ContributesNothing() =>
            Skip.If(true, "libtorch multiplies masked values by zero, as transformers' eager attention does: 0 · ∞ is no number there either.");
    }
}
