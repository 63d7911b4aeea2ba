using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Tensor = LoraParity.Inference.Tensors.Tensor;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>Everything but attention.</summary>
internal sealed partial class TorchBackend
{
    public Tensor Convert(Tensor x, Precision precision) => new TorchTensor(Value(x).to(precision.ToTorch(), copy: true));

    public Tensor Linear(Tensor x, WeightMatrix weight, Tensor? bias)
    {
        if (x.Columns != weight.Inputs)
            throw new ArgumentException($"An input of [{x.Rows}, {x.Columns}] does not fit a weight of [{weight.Outputs}, {weight.Inputs}].");
        using var scope = NewDisposeScope();
        var matrix = ((TorchWeight)weight).Value.to(Value(x).dtype);
        var offset = bias is null ? null : Value(bias).flatten().to(Value(x).dtype);
        return Result(functional.linear(Value(x), matrix, offset));
    }

    public Tensor Add(Tensor a, Tensor b) => new TorchTensor(Value(a).Plus(Fitting(a, b)));

    public Tensor Multiply(Tensor a, Tensor b) => new TorchTensor(Value(a) * Fitting(a, b));

    public Tensor Scale(Tensor x, float factor) => new TorchTensor(Value(x).Times(factor));

    public Tensor RmsNorm(Tensor x, Tensor weight, float epsilon, NormStyle style)
    {
        if (x.Columns % weight.Columns != 0)
            throw new ArgumentException($"A weight of [{weight.Rows}, {weight.Columns}] does not divide the columns of [{x.Rows}, {x.Columns}].");
        using var scope = NewDisposeScope();
        var value = Value(x);
        var wide = value.reshape(-1, weight.Columns).to(ScalarType.Float32);
        var normal = wide * rsqrt(wide.Power(2).mean([-1L], keepdim: true).Plus(epsilon));
        var scaled = style == NormStyle.Gemma
            ? (normal * Wide(weight).Plus(1f)).to(value.dtype)
            : Value(weight) * normal.to(value.dtype);
        return Result(scaled.to(value.dtype).reshape(x.Rows, x.Columns));
    }

    public Tensor LayerNorm(Tensor x, Tensor weight, Tensor? bias, float epsilon)
    {
        if (x.Columns != weight.Columns)
            throw new ArgumentException($"A weight of [{weight.Rows}, {weight.Columns}] does not fit the columns of [{x.Rows}, {x.Columns}].");
        using var scope = NewDisposeScope();
        var offset = bias is null ? null : Value(bias).flatten();
        return Result(functional.layer_norm(Value(x), [x.Columns], Value(weight).flatten(), offset, epsilon));
    }

    public Tensor Activate(Tensor x, Activation activation)
    {
        using var scope = NewDisposeScope();
        var value = Value(x);
        return Result(activation switch
        {
            Activation.Silu => functional.silu(value),
            Activation.Gelu => functional.gelu(value),
            Activation.GeluTanh => functional.gelu(value, global::TorchSharp.Modules.GELU.Approximate.tanh),
            Activation.GeluNew => GeluNew(value),
            Activation.QuickGelu => value * value.Times(1.702f).sigmoid(),
            Activation.Relu => value.relu(),
            Activation.Tanh => value.tanh(),
            Activation.Sigmoid => value.sigmoid(),
            _ => throw new ArgumentException($"The activation '{activation}' is unknown to the torchsharp backend."),
        });
    }

    public Tensor SoftCap(Tensor x, float cap)
    {
        using var scope = NewDisposeScope();
        return Result(SoftCapped(Value(x), cap));
    }

    public Tensor Softmax(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Result(functional.softmax(Value(x), -1, ScalarType.Float32).to(Value(x).dtype));
    }

    public Tensor Rotate(Tensor x, Tensor cos, Tensor sin, int headSize)
    {
        using var scope = NewDisposeScope();
        var heads = Value(x).reshape(x.Rows, -1, headSize);
        var turning = heads.narrow(2, 0, cos.Columns);
        var half = cos.Columns / 2;
        var turned = cat([turning.narrow(2, half, half).neg(), turning.narrow(2, 0, half)], 2);
        var rotated = (turning * Value(cos).unsqueeze(1)).Plus(turned * Value(sin).unsqueeze(1));
        var rest = headSize - cos.Columns;
        var whole = rest == 0 ? rotated : cat([rotated, heads.narrow(2, cos.Columns, rest)], 2);
        return Result(whole.reshape(x.Rows, x.Columns));
    }

    public Tensor Columns(Tensor x, int first, int count)
    {
        if (first < 0 || count < 0 || first > x.Columns - count)
            throw new ArgumentException($"Columns {first} to {first + count} are not all columns of [{x.Rows}, {x.Columns}].");
        using var scope = NewDisposeScope();
        return Result(Value(x).narrow(1, first, count).clone());
    }

    public Tensor Rows(Tensor x, ReadOnlySpan<int> rows)
    {
        RequireRows(x, rows);
        using var scope = NewDisposeScope();
        return Result(Value(x).index_select(0, Index(rows)));
    }

    public Tensor AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor addend)
    {
        RequireRows(x, rows);
        using var scope = NewDisposeScope();
        var sum = x.Precision == addend.Precision
            ? Value(x).index_add(0, Index(rows), Value(addend), KeptScalars.Of(1))
            : Wide(x).index_add(0, Index(rows), Wide(addend), KeptScalars.Of(1));
        return Result(sum.to(Value(x).dtype));
    }

    private static TorchValue GeluNew(TorchValue x) =>
        x.Times(0.5f) * x.Plus(x.Power(3).Times(0.044715f)).Times(0.7978845608028654f).tanh().Plus(1f);

    private static TorchValue SoftCapped(TorchValue x, float cap) => x.Over(cap).tanh().Times(cap);

    private static TorchValue Fitting(Tensor a, Tensor b)
    {
        if (b.Columns != a.Columns || (b.Rows != a.Rows && b.Rows != 1))
            throw new ArgumentException($"A tensor of [{b.Rows}, {b.Columns}] does not fit one of [{a.Rows}, {a.Columns}].");
        return Value(b);
    }

    private static TorchValue Wide(Tensor x) => Value(x).to(ScalarType.Float32);

    private static void RequireRows(Tensor x, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)x.Rows)
                throw new ArgumentException($"Row {row} is not one of the {x.Rows} rows of [{x.Rows}, {x.Columns}].");
        }
    }

    private static TorchTensor Result(TorchValue value) => new(value.MoveToOuterDisposeScope());

    private TorchValue Index(ReadOnlySpan<int> rows)
    {
        var wide = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            wide[i] = rows[i];
        return tensor(wide, device: _device);
    }
}
