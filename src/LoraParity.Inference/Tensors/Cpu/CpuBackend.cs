using System.Globalization;
using System.Runtime.InteropServices;
using LoraParity.Inference.Tensors.Cpu.Attention;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Threading;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Inference.Tensors.Cpu.Weights;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>
/// The managed backend. The same input gives the same bits for any number of threads, batch composition and instruction
/// set: every sum of products is one chain of fused multiply-adds in ascending order, other reductions keep 16 partial
/// sums, and transcendental functions are the project's own.
/// </summary>
/// <remarks>One caller at a time; the operations themselves use all threads.</remarks>
public sealed unsafe partial class CpuBackend : ITensorBackend
{
    private readonly VectorWidth _width;
    private readonly WorkerPool _workers;
    private readonly KernelRunner _runner;
    private readonly TileSet _tiles;
    private TensorScope? _scope;

    /// <summary>Starts the backend's threads.</summary>
    /// <param name="threads">Threads that work on one operation; null takes one for each processor this process may use.</param>
    /// <param name="memoryBudget">Bytes beyond which memory that waits to be used again is given back first; null keeps it.</param>
    public CpuBackend(int? threads = null, long? memoryBudget = null)
        : this(threads, VectorWidths.Best, memoryBudget)
    {
    }

    internal CpuBackend(int? threads, VectorWidth width, long? memoryBudget = null)
    {
        Buffers = new BufferPool(memoryBudget ?? long.MaxValue);
        _width = width;
        _workers = new WorkerPool(threads ?? Environment.ProcessorCount);
        _runner = new KernelRunner(_workers, width);
        _tiles = TileSet.For(width);
    }

    /// <inheritdoc />
    public string Name => "cpu";

    /// <inheritdoc />
    public string DeviceFamily => "cpu";

    /// <inheritdoc />
    public bool HonoursBudget => true;

    /// <summary>The buffers tensors live in.</summary>
    internal BufferPool Buffers { get; }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["threads"] = _workers.Threads.ToString(CultureInfo.InvariantCulture),
        ["instructions"] = VectorWidths.Name(_width),
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
    };

    /// <inheritdoc />
    public IDisposable BeginScope() => _scope = new TensorScope(_scope, EndScope);

    /// <inheritdoc />
    public Tensor Keep(Tensor tensor)
    {
        var own = Shapes.Own(tensor, nameof(tensor));
        own.Scope?.Pass(own);
        return tensor;
    }

    /// <inheritdoc />
    public Tensor Create(ReadOnlySpan<float> values, int rows, int columns, Precision precision)
    {
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{values.Length} values do not make a tensor [{rows}, {columns}].", nameof(values));
        var result = New(rows, columns, precision);
        fixed (float* source = values)
            _runner.Run(new UnaryKernel<RoundOperation>(default, source, result.Values, columns), rows, columns, precision);
        return result;
    }

    /// <inheritdoc />
    public WeightMatrix CreateWeight(IWeightSource source)
    {
        if (source.Outputs < 1 || source.Inputs < 1)
            throw new ArgumentException($"A weight [{source.Outputs}, {source.Inputs}] has no elements.", nameof(source));
        var weight = new CpuWeight(Buffers, source.Outputs, source.Inputs, source.Precision, SumOrder.For(source));
        try
        {
            Pack(source, weight);
            return weight;
        }
        catch
        {
            weight.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public KeyValueCache CreateCache(IReadOnlyList<int> capacities, int keyValueHeads, int headSize, Precision precision)
        => new CpuCache(Buffers, capacities, keyValueHeads, headSize, precision);

    /// <inheritdoc />
    public void Read(Tensor tensor, int firstRow, int count, Span<float> destination)
    {
        var own = Shapes.Own(tensor, nameof(tensor));
        Shapes.RequireRange(firstRow, count, tensor.Rows, "rows");
        if (destination.Length < (long)count * tensor.Columns)
            throw new ArgumentException($"{destination.Length} values do not hold {count} rows of {Shapes.Text(tensor)}.", nameof(destination));
        new ReadOnlySpan<float>(own.Row(firstRow), checked(count * tensor.Columns)).CopyTo(destination);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        for (; _scope is not null;)
            _scope.Dispose();
        _workers.Dispose();
        Buffers.Dispose();
    }

    private CpuTensor New(int rows, int columns, Precision precision)
    {
        var tensor = new CpuTensor(Buffers, rows, columns, precision);
        _scope?.Add(tensor);
        return tensor;
    }

    private void EndScope(TensorScope scope)
    {
        if (_scope == scope)
            _scope = scope.Outer;
    }

    private void Pack(IWeightSource source, CpuWeight weight)
    {
        switch (weight.Precision)
        {
            case Precision.Bf16:
                Pack<HalfPanel<Lanes.Bf16Format>>(source, weight);
                break;
            case Precision.Fp16:
                Pack<HalfPanel<Lanes.Fp16Format>>(source, weight);
                break;
            default:
                Pack<Fp32Panel>(source, weight);
                break;
        }
    }

    private void Pack<TPanel>(IWeightSource source, CpuWeight weight)
        where TPanel : struct, IPanelFormat
    {
        var kernel = new PackWeightKernel<TPanel>(source, weight, Buffers);
        _runner.Run(kernel, weight.Panels, (long)TileSet.PanelWidth * weight.Inputs, weight.Precision);
    }
}
