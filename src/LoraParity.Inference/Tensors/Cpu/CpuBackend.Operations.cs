using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu;

/// <content>Operations on single values and rows.</content>
public sealed unsafe partial class CpuBackend
{
    /// <summary>About how many plain operations a transcendental function costs.</summary>
    private const int FunctionCost = 8;

    /// <inheritdoc />
    public Tensor Convert(Tensor x, Precision precision) => Apply(x, default(RoundOperation), precision, 1);

    /// <inheritdoc />
    public Tensor Add(Tensor a, Tensor b) => Combine<SumOperation>(a, b);

    /// <inheritdoc />
    public Tensor Multiply(Tensor a, Tensor b) => Combine<ProductOperation>(a, b);

    /// <inheritdoc />
    public Tensor Scale(Tensor x, float factor) => Apply(x, new ScaleOperation(factor), x.Precision, 1);

    /// <inheritdoc />
    public Tensor SoftCap(Tensor x, float cap) => Apply(x, new SoftCapOperation(cap), x.Precision, FunctionCost);

    /// <inheritdoc />
    public Tensor Activate(Tensor x, Activation activation) => activation switch
    {
        Activation.Silu => Apply(x, default(SiluOperation), x.Precision, FunctionCost),
        Activation.Gelu => Apply(x, default(GeluOperation), x.Precision, FunctionCost),
        Activation.GeluTanh => Apply(x, default(GeluTanhOperation), x.Precision, FunctionCost),
        Activation.GeluNew => Apply(x, default(GeluNewOperation), x.Precision, FunctionCost),
        Activation.QuickGelu => Apply(x, default(QuickGeluOperation), x.Precision, FunctionCost),
        Activation.Relu => Apply(x, default(ReluOperation), x.Precision, 1),
        Activation.Tanh => Apply(x, default(TanhOperation), x.Precision, FunctionCost),
        Activation.Sigmoid => Apply(x, default(SigmoidOperation), x.Precision, FunctionCost),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "This activation is unknown."),
    };

    /// <inheritdoc />
    public Tensor RmsNorm(Tensor x, Tensor weight, float epsilon, NormStyle style)
    {
        var (source, scale) = (Shapes.Own(x, nameof(x)), Shapes.Own(weight, nameof(weight)));
        Shapes.RequireRow(weight, weight.Columns, nameof(weight));
        Shapes.RequireDivides(weight.Columns, x, nameof(weight));
        var result = New(x.Rows, x.Columns, x.Precision);
        var kernel = new RmsNormKernel(source.Values, scale.Values, result.Values, weight.Columns, epsilon, style);
        _runner.Run(kernel, x.Rows * (x.Columns / weight.Columns), 2 * weight.Columns, x.Precision);
        return result;
    }

    /// <inheritdoc />
    public Tensor LayerNorm(Tensor x, Tensor weight, Tensor? bias, float epsilon)
    {
        var (source, scale) = (Shapes.Own(x, nameof(x)), Shapes.Own(weight, nameof(weight)));
        Shapes.RequireRow(weight, x.Columns, nameof(weight));
        var result = New(x.Rows, x.Columns, x.Precision);
        var kernel = new LayerNormKernel(source.Values, scale.Values, Bias(bias, x.Columns), result.Values, x.Columns, epsilon);
        _runner.Run(kernel, x.Rows, 3 * x.Columns, x.Precision);
        return result;
    }

    /// <inheritdoc />
    public Tensor Softmax(Tensor x)
    {
        var source = Shapes.Own(x, nameof(x));
        var result = New(x.Rows, x.Columns, x.Precision);
        _runner.Run(new SoftmaxKernel(source.Values, result.Values, x.Columns), x.Rows, FunctionCost * x.Columns, x.Precision);
        return result;
    }

    /// <inheritdoc />
    public Tensor Rotate(Tensor x, Tensor cos, Tensor sin, int headSize)
    {
        var (source, c, s) = (Shapes.Own(x, nameof(x)), Shapes.Own(cos, nameof(cos)), Shapes.Own(sin, nameof(sin)));
        Shapes.RequireDivides(headSize, x, nameof(headSize));
        Shapes.Require(cos, x.Rows, cos.Columns, nameof(cos));
        Shapes.Require(sin, x.Rows, cos.Columns, nameof(sin));
        if (cos.Columns > headSize || cos.Columns % 2 != 0)
            throw new ArgumentException($"'cos' has the shape {Shapes.Text(cos)}; an even number of at most {headSize} columns is needed.", nameof(cos));
        var result = New(x.Rows, x.Columns, x.Precision);
        var kernel = new RotateKernel(source.Values, c.Values, s.Values, result.Values, x.Columns, headSize, cos.Columns);
        _runner.Run(kernel, x.Rows, 2 * x.Columns, x.Precision);
        return result;
    }

    /// <inheritdoc />
    public Tensor Columns(Tensor x, int first, int count)
    {
        var source = Shapes.Own(x, nameof(x));
        Shapes.RequireRange(first, count, x.Columns, "columns");
        var result = New(x.Rows, count, x.Precision);
        _runner.Run(new CopyKernel(source.Values + first, x.Columns, result.Values, count), x.Rows, count, x.Precision);
        return result;
    }

    /// <inheritdoc />
    public Tensor Rows(Tensor x, ReadOnlySpan<int> rows)
    {
        var source = Shapes.Own(x, nameof(x));
        var result = New(rows.Length, x.Columns, x.Precision);
        for (var i = 0; i < rows.Length; i++)
        {
            Shapes.RequireRange(rows[i], 1, x.Rows, "rows");
            Copy(source.Row(rows[i]), result.Row(i), x.Columns);
        }

        return result;
    }

    /// <inheritdoc />
    public Tensor AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor addend)
    {
        var (source, addends) = (Shapes.Own(x, nameof(x)), Shapes.Own(addend, nameof(addend)));
        Shapes.Require(addend, rows.Length, x.Columns, nameof(addend));
        var result = New(x.Rows, x.Columns, x.Precision);
        _runner.Run(new CopyKernel(source.Values, x.Columns, result.Values, x.Columns), x.Rows, x.Columns, x.Precision);
        for (var i = 0; i < rows.Length; i++)
        {
            Shapes.RequireRange(rows[i], 1, x.Rows, "rows");
            var row = result.Row(rows[i]);
            _runner.Run(new BinaryKernel<SumOperation>(row, addends.Row(i), row, x.Columns, 0), 1, x.Columns, x.Precision);
        }

        return result;
    }

    private static void Copy(float* source, float* destination, int count)
        => new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(destination, count));

    private static float* Bias(Tensor? bias, int columns)
    {
        if (bias is null)
            return null;
        Shapes.RequireRow(bias, columns, nameof(bias));
        return Shapes.Own(bias, nameof(bias)).Values;
    }

    private CpuTensor Apply<TOperation>(Tensor x, TOperation operation, Precision precision, int cost)
        where TOperation : struct, IUnaryOperation
    {
        var source = Shapes.Own(x, nameof(x));
        var result = New(x.Rows, x.Columns, precision);
        _runner.Run(new UnaryKernel<TOperation>(operation, source.Values, result.Values, x.Columns), x.Rows, cost * x.Columns, precision);
        return result;
    }

    private CpuTensor Combine<TOperation>(Tensor a, Tensor b)
        where TOperation : struct, IBinaryOperation
    {
        var (left, right) = (Shapes.Own(a, nameof(a)), Shapes.Own(b, nameof(b)));
        Shapes.RequireSameOrRow(a, b);
        var precision = a.Precision == b.Precision ? a.Precision : Precision.Fp32;
        var result = New(a.Rows, a.Columns, precision);
        var stride = b.Rows == a.Rows ? b.Columns : 0;
        var kernel = new BinaryKernel<TOperation>(left.Values, right.Values, result.Values, a.Columns, stride);
        _runner.Run(kernel, a.Rows, a.Columns, precision);
        return result;
    }
}
