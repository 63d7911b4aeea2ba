using BenchmarkDotNet.Attributes;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks.Kernels;

/// <summary>A linear layer of 4096 × 4096 on some rows.</summary>
public class LinearBenchmarks : IDisposable
{
    private const int Size = 4096;

    private readonly CpuBackend _backend = new();
    private Tensor _x = null!;
    private WeightMatrix _weight = null!;

    [Params(1, 16, 64, 1024)]
    public int Rows { get; set; }

    [Params(Precision.Fp32, Precision.Bf16, Precision.Fp16)]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Create()
    {
        _x = _backend.Create(RandomWeight.Values(Rows * Size), Rows, Size, Precision);
        _weight = _backend.CreateWeight(new RandomWeight(Size, Size, Precision));
    }

    [Benchmark]
    public void Linear() => _backend.Linear(_x, _weight, null).Dispose();

    [GlobalCleanup]
    public void Dispose()
    {
        _x?.Dispose();
        _weight?.Dispose();
        _backend.Dispose();
        GC.SuppressFinalize(this);
    }
}
