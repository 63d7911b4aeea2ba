using BenchmarkDotNet.Attributes;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks.Kernels;

/// <summary>What stands between the linear layers, on 512 rows of 4096.</summary>
public class RowBenchmarks : IDisposable
{
    private const int Rows = 512;
    private const int Columns = 4096;

    private readonly CpuBackend _backend = new();
    private Tensor _x = null!;
    private Tensor _row = null!;
    private Tensor _table = null!;

    [Params(Precision.Fp32, Precision.Bf16, Precision.Fp16)]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Create()
    {
        _x = _backend.Create(RandomWeight.Values(Rows * Columns), Rows, Columns, Precision);
        _row = _backend.Create(RandomWeight.Values(Columns), 1, Columns, Precision);
        _table = _backend.Create(RandomWeight.Values(Rows * 128), Rows, 128, Precision);
    }

    [Benchmark]
    public void RmsNorm() => _backend.RmsNorm(_x, _row, 1e-6f, NormStyle.Llama).Dispose();

    [Benchmark]
    public void LayerNorm() => _backend.LayerNorm(_x, _row, _row, 1e-5f).Dispose();

    [Benchmark]
    public void Rotate() => _backend.Rotate(_x, _table, _table, 128).Dispose();

    [Benchmark]
    public void Softmax() => _backend.Softmax(_x).Dispose();

    [Benchmark]
    public void SwiGlu()
    {
        using var gate = _backend.Activate(_x, Activation.Silu);
        _backend.Multiply(gate, _x).Dispose();
    }

    [Benchmark]
    public void Gelu() => _backend.Activate(_x, Activation.Gelu).Dispose();

    [GlobalCleanup]
    public void Dispose()
    {
        _backend.Dispose();
        GC.SuppressFinalize(this);
    }
}
