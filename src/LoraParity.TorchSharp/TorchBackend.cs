using System.Runtime.InteropServices;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using static TorchSharp.torch;
using Tensor = LoraParity.Inference.Tensors.Tensor;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>
/// The operations on libtorch, on one device. Dtypes and rounding points are those of transformers' eager forward;
/// within an operation the order of summation is libtorch's own.
/// </summary>
internal sealed partial class TorchBackend : ITensorBackend
{
    /// <summary>Rows of a weight that are staged on the host at a time.</summary>
    private const int StagingElements = 1 << 24;

    private readonly Device _device;
    private readonly IDisposable _noGradients = no_grad();

    public TorchBackend(Device device)
    {
        _device = device;
        DeviceFamily = TorchDevices.Family(device);
        TorchDevices.UseExactArithmetic();
    }

    public string Name => "torchsharp";

    public string DeviceFamily { get; }

    public IReadOnlyDictionary<string, string> Describe() => TorchDevices.Describe(_device);

    public IDisposable BeginScope() => NewDisposeScope();

    public Tensor Keep(Tensor tensor)
    {
        Value(tensor).MoveToOuterDisposeScope();
        return tensor;
    }

    public Tensor Create(ReadOnlySpan<float> values, int rows, int columns, Precision precision)
    {
        if (values.Length != rows * columns)
            throw new ArgumentException($"{values.Length} values do not fill a tensor of [{rows}, {columns}].");
        using var host = Upload(values, rows, columns);
        return new TorchTensor(host.to(precision.ToTorch(), _device, copy: true));
    }

    public WeightMatrix CreateWeight(IWeightSource source)
    {
        var weight = empty([source.Outputs, source.Inputs], source.Precision.ToTorch(), _device).DetachFromDisposeScope();
        var rowsAtOnce = Math.Max(1, StagingElements / Math.Max(1, source.Inputs));
        var staging = new float[Math.Min(rowsAtOnce, source.Outputs) * source.Inputs];
        for (var row = 0; row < source.Outputs; row += rowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(rowsAtOnce, source.Outputs - row);
            var rows = staging.AsSpan(0, count * source.Inputs);
            source.ReadRows(row, count, rows);
            weight.narrow(0, row, count).copy_(Upload(rows, count, source.Inputs));
        }

        return new TorchWeight(weight);
    }

    public KeyValueCache CreateCache(IReadOnlyList<int> capacities, int keyValueHeads, int headSize, Precision precision) =>
        new TorchCache(capacities, keyValueHeads, headSize, precision.ToTorch(), _device);

    public void Read(Tensor tensor, int firstRow, int count, Span<float> destination)
    {
        using var scope = NewDisposeScope();
        var host = Value(tensor).narrow(0, firstRow, count).to(ScalarType.Float32).cpu().contiguous();
        MemoryMarshal.Cast<byte, float>(host.bytes).CopyTo(destination);
    }

    public void Dispose() => _noGradients.Dispose();

    /// <summary>A host tensor that owns a copy of the values.</summary>
    private static TorchValue Upload(ReadOnlySpan<float> values, int rows, int columns)
    {
        var host = empty([rows, columns], ScalarType.Float32, CPU);
        MemoryMarshal.AsBytes(values).CopyTo(host.bytes);
        return host;
    }

    private static TorchValue Value(Tensor tensor) => ((TorchTensor)tensor).Value;
}
