using BenchmarkDotNet.Attributes;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks.Kernels;

/// <summary>Attention with the heads of Qwen2.5-0.5B: a prompt at once, and one more token behind it.</summary>
public class AttentionBenchmarks : IDisposable
{
    private static readonly AttentionShape Shape = new(14, 2, 64, 0.125f);

    private readonly CpuBackend _backend = new();
    private Tensor _q = null!;
    private Tensor _k = null!;
    private Tensor _lastQ = null!;
    private Tensor _lastK = null!;
    private KeyValueCache _cache = null!;

    [Params(480, 2048)]
    public int Positions { get; set; }

    [Params(Precision.Fp32, Precision.Bf16, Precision.Fp16)]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Create()
    {
        _q = Random(Shape.Heads);
        _k = Random(Shape.KeyValueHeads);
        _lastQ = _backend.Rows(_q, [Positions - 1]);
        _lastK = _backend.Rows(_k, [Positions - 1]);
        _cache = _backend.CreateCache([Positions + 1], Shape.KeyValueHeads, Shape.HeadSize, Precision);
        _backend.Attend(_q, _k, _k, Shape, [new SequenceSlice(0, Positions, 0, 0, Positions)], _cache).Dispose();
    }

    [Benchmark]
    public void Prompt() => _backend.Attend(_q, _k, _k, Shape, [new SequenceSlice(0, Positions, 0, 0, Positions)], null).Dispose();

    [Benchmark]
    public void OneToken()
        => _backend.Attend(_lastQ, _lastK, _lastK, Shape, [new SequenceSlice(0, 1, Positions, 0, Positions)], _cache).Dispose();

    [GlobalCleanup]
    public void Dispose()
    {
        _cache?.Dispose();
        _backend.Dispose();
        GC.SuppressFinalize(this);
    }

    private Tensor Random(int heads)
    {
        var columns = heads * Shape.HeadSize;
        return _backend.Create(RandomWeight.Values(Positions * columns), Positions, columns, Precision);
    }
}
