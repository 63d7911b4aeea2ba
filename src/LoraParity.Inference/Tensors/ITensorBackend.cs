using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors;

/// <summary>
/// Where tensors live and the operations of a transformer's forward pass. Unless said otherwise an operation
/// computes in fp32 and rounds its result once, to nearest even, to the dtype of its first operand, which is also
/// the result's dtype. Architectures are written against this interface alone.
/// </summary>
/// <remarks>
/// Shapes that do not fit are a bug in the caller: <see cref="ArgumentException"/> naming both shapes.
/// The <c>cpu</c> backend gives the same bits for any thread count, batch composition and instruction set.
/// </remarks>
public interface ITensorBackend : IDisposable
{
    /// <summary><c>cpu</c> or <c>torchsharp</c>.</summary>
    string Name { get; }

    /// <summary>Machines of one family agree to the bit: <c>cpu</c>, <c>cuda-9.0</c>.</summary>
    string DeviceFamily { get; }

    /// <summary>Free bytes of the device's own memory; null where tensors live in the host's.</summary>
    long? FreeBytes => null;

    /// <summary>Whether a memory budget bounds all that this backend holds, activations and caches too, and not only the weights that stay.</summary>
    bool HonoursBudget => false;

    /// <summary>Whether an exception says that the device has no memory left.</summary>
    bool IsOutOfMemory(Exception exception) => exception is OutOfMemoryException;

    /// <summary>What is worth recording of device and settings.</summary>
    IReadOnlyDictionary<string, string> Describe();

    /// <summary>Begins a scope: tensors made until it is disposed are released with it, but for those given to <see cref="Keep"/>.</summary>
    IDisposable BeginScope();

    /// <summary>Moves a tensor to the enclosing scope, or out of all scopes where there is none around.</summary>
    Tensor Keep(Tensor tensor);

    /// <summary>Makes a tensor from fp32 values, row after row, rounded to <paramref name="precision"/>.</summary>
    Tensor Create(ReadOnlySpan<float> values, int rows, int columns, Precision precision);

    /// <summary>Lays out a weight matrix. It belongs to no scope: the caller disposes it.</summary>
    WeightMatrix CreateWeight(IWeightSource source);

    /// <summary>Makes an empty cache for one layer. It belongs to no scope: the caller disposes it.</summary>
    /// <param name="capacities">Most positions of each sequence.</param>
    /// <param name="keyValueHeads">Key and value heads.</param>
    /// <param name="headSize">Features of one head.</param>
    /// <param name="precision">The dtype of keys and values.</param>
    KeyValueCache CreateCache(IReadOnlyList<int> capacities, int keyValueHeads, int headSize, Precision precision);

    /// <summary>A copy on this backend of a tensor that another one made: how hidden states cross from device to device.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="from">The backend that made it.</param>
    Tensor Receive(Tensor tensor, ITensorBackend from)
    {
        var values = new float[tensor.Rows * tensor.Columns];
        from.Read(tensor, 0, tensor.Rows, values);
        return Create(values, tensor.Rows, tensor.Columns, tensor.Precision);
    }

    /// <summary>Copies a tensor's rows out as fp32.</summary>
    void Read(Tensor tensor, int firstRow, int count, Span<float> destination);

    /// <summary>The same values rounded to another dtype.</summary>
    Tensor Convert(Tensor x, Precision precision);

    /// <summary>x·Wᵀ + bias: accumulated in fp32, bias added in fp32, rounded once.</summary>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[1, outputs], or null.</param>
    Tensor Linear(Tensor x, WeightMatrix weight, Tensor? bias);

    /// <summary>a + b; b may be one row, which is added to every row. Dtypes may differ: the result has fp32 then, else theirs.</summary>
    Tensor Add(Tensor a, Tensor b);

    /// <summary>a · b elementwise; b may be one row. Dtypes may differ: the result has fp32 then, else theirs.</summary>
    Tensor Multiply(Tensor a, Tensor b);

    /// <summary>x · factor.</summary>
    Tensor Scale(Tensor x, float factor);

    /// <summary>RMSNorm over each run of <paramref name="weight"/>.Columns columns (whole rows, or each head).</summary>
    Tensor RmsNorm(Tensor x, Tensor weight, float epsilon, NormStyle style);

    /// <summary>LayerNorm over rows: in fp32 with weight and bias, rounded once.</summary>
    Tensor LayerNorm(Tensor x, Tensor weight, Tensor? bias, float epsilon);

    /// <summary>An elementwise activation.</summary>
    Tensor Activate(Tensor x, Activation activation);

    /// <summary>cap · tanh(x / cap), each of the three steps rounded.</summary>
    Tensor SoftCap(Tensor x, float cap);

    /// <summary>Softmax over rows in fp32, rounded once.</summary>
    Tensor Softmax(Tensor x);

    /// <summary>
    /// Rotary position embedding on the first cos.Columns features of each head, halves rotated (<c>rotate_half</c>):
    /// x·cos and rotate_half(x)·sin are each rounded, and their sum; the features behind pass unchanged.
    /// </summary>
    /// <param name="x">[rows, heads · headSize].</param>
    /// <param name="cos">[rows, rotated features], of x's dtype.</param>
    /// <param name="sin">The same shape.</param>
    /// <param name="headSize">Features of one head.</param>
    Tensor Rotate(Tensor x, Tensor cos, Tensor sin, int headSize);

    /// <summary>
    /// Eager attention: scores rounded, scaled and rounded, soft-capped; softmax in fp32, rounded; product with values rounded.
    /// Appends keys and values to the cache where one is given.
    /// </summary>
    /// <param name="q">[rows, heads · headSize].</param>
    /// <param name="k">[rows, keyValueHeads · headSize].</param>
    /// <param name="v">As <paramref name="k"/>.</param>
    /// <param name="shape">Heads, scale, mask.</param>
    /// <param name="batch">The sequences in the rows.</param>
    /// <param name="cache">Past keys and values; null where no sequence has a past.</param>
    Tensor Attend(Tensor q, Tensor k, Tensor v, AttentionShape shape, IReadOnlyList<SequenceSlice> batch, KeyValueCache? cache);

    /// <summary>Some columns of x.</summary>
    Tensor Columns(Tensor x, int first, int count);

    /// <summary>Some rows of x, in the given order.</summary>
    Tensor Rows(Tensor x, ReadOnlySpan<int> rows);

    /// <summary>A copy of x in which <paramref name="rows"/>[i] of it has row i of <paramref name="addend"/> added (one rounding each).</summary>
    Tensor AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor addend);
}
