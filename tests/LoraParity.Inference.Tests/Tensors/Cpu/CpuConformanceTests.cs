using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.TestKit.Backends;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

/// <summary>The conformance suites on the managed backend, which keeps the order of every sum.</summary>
public static class CpuConformanceTests
{
    private static double Allowed(Agreement agreement, Precision precision)
        => agreement != Agreement.Close ? 0 : precision == Precision.Fp32 ? 6 : 1;

    public sealed class Elementwise() : ElementwiseConformance(() => new CpuBackend(2))
    {
        protected override double AllowedEpsilons(Agreement agreement, Precision precision) => Allowed(agreement, precision);
    }

    public sealed class Norms() : NormConformance(() => new CpuBackend(2))
    {
        protected override double AllowedEpsilons(Agreement agreement, Precision precision) => Allowed(agreement, precision);
    }

    public sealed class Linears() : LinearConformance(() => new CpuBackend(2))
    {
        protected override double AllowedEpsilons(Agreement agreement, Precision precision) => Allowed(agreement, precision);
    }

    public sealed class Attention() : AttentionConformance(() => new CpuBackend(2))
    {
        protected override double AllowedEpsilons(Agreement agreement, Precision precision) => Allowed(agreement, precision);
    }
}
