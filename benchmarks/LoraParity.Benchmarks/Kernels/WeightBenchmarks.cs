using BenchmarkDotNet.Attributes;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks.Kernels;

/// <summary>Laying out a weight of 4096 × 4096 that is already in memory, and the conversions around it.</summary>
public class WeightBenchmarks : IDisposable
{
    private const int Size = 4096;

    private readonly CpuBackend _backend = new();
    private readonly float[] _values = RandomWeight.Values(Size * Size);
    private readonly ushort[] _halves = new ushort[Size * Size];
    private readonly float[] _widened = new float[Size * Size];

    [Params(Precision.Bf16, Precision.Fp16)]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Create() => Rounding.Round(_values, _values, Precision);

    [Benchmark]
    public void Pack() => _backend.CreateWeight(new ArrayWeight(_values, Size, Size, Precision)).Dispose();

    [Benchmark]
    public void Narrow() => Rounding.Narrow(_values, _halves, Precision);

    [Benchmark]
    public void Widen() => Rounding.Widen(_halves, _widened, Precision);

    [GlobalCleanup]
    public void Dispose()
    {
        _backend.Dispose();
        GC.SuppressFinalize(this);
    }
}
