using System.Runtime.InteropServices;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using LoraParity.Plans;
using static TorchSharp.torch;
using Tensor = LoraParity.Inference.Tensors.Tensor;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>
/// The operations on libtorch, on one device. Dtypes and rounding points are those of transformers' eager forward;
/// within an operation the order of summation is libtorch's own. No tensor requires gradients, so no operation records any.
/// </summary>
internal sealed partial class TorchBackend : ITensorBackend
{
    /// <summary>Rows of a weight that are staged on the host at a time.</summary>
    private const int StagingElements = 1 << 24;

    /// <summary>Half a gibibyte of scores in fp32, of which attention needs about three copies.</summary>
    private const long MostScores = 1L << 27;

    private readonly Device _device;
    private readonly WeightForming? _merging;
    private readonly long _mostScores;

    /// <param name="device">Where tensors live.</param>
    /// <param name="merging">Where merges are formed.</param>
    /// <param name="mostScores">How many attention scores a sequence may take at a time; more rows of a prompt wait.</param>
    public TorchBackend(Device device, MergePlace merging = MergePlace.Cpu, long mostScores = MostScores)
    {
        (_device, _mostScores) = (device, mostScores);
        _merging = merging == MergePlace.Device ? new WeightForming(device) : null;
        DeviceFamily = TorchDevices.Family(device);
        TorchDevices.UseExactArithmetic();
    }

    public string Name => "torchsharp";

    public string DeviceFamily { get; }

    public long? FreeBytes => TorchDevices.FreeBytes(_device);

    public bool IsOutOfMemory(Exception exception) =>
        exception is OutOfMemoryException || (exception is ExternalException && OutOfMemoryText.IsOf(_device, exception.Message));

    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>(TorchDevices.Describe(_device))
    {
        ["merge device"] = _merging is null ? "cpu" : "device",
    };

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
        using var scope = NewDisposeScope();
        var weight = _merging?.TryForm(source) ?? Copied(source, source.Precision.ToTorch(), _device);
        return new TorchWeight((source.IsConv1D ? Untransposed(weight) : weight).DetachFromDisposeScope());
    }

    public Tensor Receive(Tensor tensor, ITensorBackend from) =>
        new TorchTensor(((TorchTensor)tensor).Value.to(_device, copy: true).DetachFromDisposeScope());

    public KeyValueCache CreateCache(IReadOnlyList<int> capacities, int keyValueHeads, int headSize, Precision precision) =>
        new TorchCache(capacities, keyValueHeads, headSize, precision.ToTorch(), _device);

    public void Read(Tensor tensor, int firstRow, int count, Span<float> destination)
    {
        using var scope = NewDisposeScope();
        var host = Value(tensor).narrow(0, firstRow, count).to(ScalarType.Float32).cpu().contiguous();
        MemoryMarshal.Cast<byte, float>(host.bytes).CopyTo(destination);
    }

    public void Dispose()
    {
        // Tensors belong to their scopes and owners.
    }

    /// <summary>A matrix, copied to a device block by block.</summary>
    internal static TorchValue Copied(IWeightSource source, ScalarType type, Device device)
    {
        var weight = empty([source.Outputs, source.Inputs], type, device);
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

        return weight;
    }

    /// <summary>The same values in memory as GPT-2's Conv1D keeps them, [inputs, outputs]: in fp16 libtorch sums in another order then.</summary>
    private static TorchValue Untransposed(TorchValue weight) => weight.t().contiguous().t();

    /// <summary>A host tensor that owns a copy of the values.</summary>
    private static TorchValue Upload(ReadOnlySpan<float> values, int rows, int columns)
    {
        var host = empty([rows, columns], ScalarType.Float32, CPU);
        MemoryMarshal.AsBytes(values).CopyTo(host.bytes);
        return host;
    }

    private static TorchValue Value(Tensor tensor) => ((TorchTensor)tensor).Value;
}
