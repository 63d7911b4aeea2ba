using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tests.Lockstep.Memory;

/// <summary>
/// The managed backend under a device's name, with a memory of its own: a tensor, weight or cache of another device is refused, and
/// what is received and held is counted.
/// </summary>
internal sealed class FakeDevice(string name, string family = "fake") : ITensorBackend
{
    private static readonly ConditionalWeakTable<object, FakeDevice> Owners = [];

    private readonly CpuBackend _cpu = new(1);
    private readonly List<HeldWeight> _weights = [];

    public string Name => "fake";

    public string DeviceFamily => family;

    /// <summary>Tensors that came from another device.</summary>
    public int Received { get; private set; }

    /// <summary>Weights that were laid out.</summary>
    public int Laid { get; private set; }

    /// <summary>Most bytes of weights held at once.</summary>
    public long MostBytes { get; private set; }

    /// <summary>Bytes of weights after which nothing more fits.</summary>
    public long Capacity { get; init; } = long.MaxValue;

    public bool IsDisposed { get; private set; }

    public long? FreeBytes { get; init; }

    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string> { ["device"] = name };

    public IDisposable BeginScope() => _cpu.BeginScope();

    public Tensor Keep(Tensor tensor) => _cpu.Keep(Own(tensor));

    public Tensor Create(ReadOnlySpan<float> values, int rows, int columns, Precision precision) => Made(_cpu.Create(values, rows, columns, precision));

    public WeightMatrix CreateWeight(IWeightSource source)
    {
        var held = Made(new HeldWeight(_cpu.CreateWeight(source)));
        _weights.Add(held);
        Laid++;
        var bytes = _weights.Where(weight => !weight.IsReleased).Sum(weight => weight.Bytes);
        MostBytes = Math.Max(MostBytes, bytes);
        return bytes <= Capacity ? held : throw new InsufficientMemoryException();
    }

    public KeyValueCache CreateCache(IReadOnlyList<int> capacities, int keyValueHeads, int headSize, Precision precision) =>
        Made(_cpu.CreateCache(capacities, keyValueHeads, headSize, precision));

    public Tensor Receive(Tensor tensor, ITensorBackend from)
    {
        Received++;
        var values = new float[tensor.Rows * tensor.Columns];
        from.Read(tensor, 0, tensor.Rows, values);
        return Create(values, tensor.Rows, tensor.Columns, tensor.Precision);
    }

    public void Read(Tensor tensor, int firstRow, int count, Span<float> destination) => _cpu.Read(Own(tensor), firstRow, count, destination);

    public Tensor Convert(Tensor x, Precision precision) => Made(_cpu.Convert(Own(x), precision));

    public Tensor Linear(Tensor x, WeightMatrix weight, Tensor? bias) =>
        Made(_cpu.Linear(Own(x), ((HeldWeight)Own(weight)).Inner, bias is null ? null : Own(bias)));

    public Tensor Add(Tensor a, Tensor b) => Made(_cpu.Add(Own(a), Own(b)));

    public Tensor Multiply(Tensor a, Tensor b) => Made(_cpu.Multiply(Own(a), Own(b)));

    public Tensor Scale(Tensor x, float factor) => Made(_cpu.Scale(Own(x), factor));

    public Tensor RmsNorm(Tensor x, Tensor weight, float epsilon, NormStyle style) => Made(_cpu.RmsNorm(Own(x), Own(weight), epsilon, style));

    public Tensor LayerNorm(Tensor x, Tensor weight, Tensor? bias, float epsilon) =>
        Made(_cpu.LayerNorm(Own(x), Own(weight), bias is null ? null : Own(bias), epsilon));

    public Tensor Activate(Tensor x, Activation activation) => Made(_cpu.Activate(Own(x), activation));

    public Tensor SoftCap(Tensor x, float cap) => Made(_cpu.SoftCap(Own(x), cap));

    public Tensor Softmax(Tensor x) => Made(_cpu.Softmax(Own(x)));

    public Tensor Rotate(Tensor x, Tensor cos, Tensor sin, int headSize) => Made(_cpu.Rotate(Own(x), Own(cos), Own(sin), headSize));

    public Tensor Attend(Tensor q, Tensor k, Tensor v, AttentionShape shape, IReadOnlyList<SequenceSlice> batch, KeyValueCache? cache) =>
        Made(_cpu.Attend(Own(q), Own(k), Own(v), shape, batch, cache is null ? null : Own(cache)));

    public Tensor Columns(Tensor x, int first, int count) => Made(_cpu.Columns(Own(x), first, count));

    public Tensor Rows(Tensor x, ReadOnlySpan<int> rows) => Made(_cpu.Rows(Own(x), rows));

    public Tensor AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor addend) => Made(_cpu.AddToRows(Own(x), rows, Own(addend)));

    public void Dispose()
    {
        IsDisposed = true;
        _cpu.Dispose();
    }

    private T Made<T>(T value)
        where T : class
    {
        Owners.AddOrUpdate(value, this);
        return value;
    }

    private T Own<T>(T value)
        where T : class
    {
        Assert.True(Owners.TryGetValue(value, out var owner) && owner == this, $"A {value.GetType().Name} of another device came to '{name}'.");
        return value;
    }

    private sealed class HeldWeight(WeightMatrix inner) : WeightMatrix(inner.Outputs, inner.Inputs, inner.Precision)
    {
        public WeightMatrix Inner { get; } = inner;

        public bool IsReleased { get; private set; }

        public override long Bytes => (long)Outputs * Inputs * Precision.Bytes();

        protected override void Release()
        {
            IsReleased = true;
            Inner.Dispose();
        }
    }
}
