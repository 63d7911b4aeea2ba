using BenchmarkDotNet.Attributes;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks.Adapters;

/// <summary>
/// A merged weight of 4096 × 4096: W + ΔW of rank 16, rounded to the merge, save and compute dtype while it is laid out; beside the same
/// weight without an adapter.
/// </summary>
public class DerivationBenchmarks : IDisposable
{
    private const int Size = 4096;
    private const int Rank = 16;

    private readonly CpuBackend _backend = new();
    private WeightRecipe _base = null!;
    private WeightRecipe _merged = null!;

    [Params(Precision.Bf16, Precision.Fp16)]
    public Precision Merge { get; set; }

    [Params(Precision.Fp32, Precision.Bf16, Precision.Fp16)]
    public Precision Compute { get; set; }

    [GlobalSetup]
    public void Create()
    {
        var stored = new HeldWeight(Size, Size, Precision.Bf16);
        var delta = new LoraDelta(
            new HeldWeight(Size, Rank, Precision.Fp32), new HeldWeight(Rank, Size, Precision.Fp32), 2, "adapter", new FactorCache(long.MaxValue));
        _base = stored.CastTo(Compute);
        _merged = new MergedWeight(stored.CastTo(Merge), delta, Merge, RoundsDelta: false, Checked: false).CastTo(Compute);
    }

    [Benchmark(Baseline = true)]
    public void Base() => _backend.CreateWeight(_base).Dispose();

    [Benchmark]
    public void Merged() => _backend.CreateWeight(_merged).Dispose();

    [GlobalCleanup]
    public void Dispose()
    {
        _backend.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A weight in memory.</summary>
    private sealed record HeldWeight : WeightRecipe
    {
        private readonly float[] _values;

        public HeldWeight(int outputs, int inputs, Precision precision)
            : base(outputs, inputs, precision)
        {
            _values = RandomWeight.Values(outputs * inputs);
            Rounding.Round(_values, _values, precision);
        }

        public override IEnumerable<WeightRecipe> Parts => [];

        public override void ReadRows(int first, int count, Span<float> destination)
            => _values.AsSpan(first * Inputs, count * Inputs).CopyTo(destination);
    }
}
