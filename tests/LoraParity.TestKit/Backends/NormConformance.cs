using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using Xunit;

namespace LoraParity.TestKit.Backends;

/// <summary>Operations on rows and heads: norms, softmax, rotary embedding.</summary>
public abstract class NormConformance(Func<ITensorBackend> factory) : BackendConformance(factory)
{
    private static readonly (int Rows, int Heads, int Size)[] Shapes = [(1, 1, 1), (2, 1, 16), (3, 4, 30), (5, 2, 33), (13, 3, 64)];

    public static TheoryData<NormStyle, Precision> Styles => new()
    {
        { NormStyle.Llama, Precision.Fp32 },
        { NormStyle.Llama, Precision.Bf16 },
        { NormStyle.Llama, Precision.Fp16 },
        { NormStyle.Gemma, Precision.Fp32 },
        { NormStyle.Gemma, Precision.Bf16 },
        { NormStyle.Gemma, Precision.Fp16 },
    };

    [SkippableTheory]
    [MemberData(nameof(Styles))]
    public void RmsNorm_RowsOrHeads_RoundWhereTheStyleSays(NormStyle style, Precision precision) => ForShapes((rows, heads, size) =>
    {
        var x = ReferenceTensor.Random(rows, heads * size, precision, 20, 3);
        foreach (var width in new[] { size, heads * size })
        {
            var weight = ReferenceTensor.Random(1, width, precision, 21);
            var actual = Backend.RmsNorm(Upload(x), Upload(weight), 1e-6f, style);
            AssertAgrees(ReferenceOperations.RmsNorm(x, weight, 1e-6f, style), actual, Agreement.Close);
        }
    });

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void LayerNorm_WithAndWithoutBias_RoundsOnce(Precision precision) => ForShapes((rows, heads, size) =>
    {
        // One value alone is nothing but cancellation: PyTorch leaves a rounding error where the answer is zero.
        if (heads * size == 1)
            return;
        var x = ReferenceTensor.Random(rows, heads * size, precision, 22, 3);
        var weight = ReferenceTensor.Random(1, heads * size, precision, 23);
        var bias = ReferenceTensor.Random(1, heads * size, precision, 24);

        var plain = Backend.LayerNorm(Upload(x), Upload(weight), null, 1e-5f);
        var biased = Backend.LayerNorm(Upload(x), Upload(weight), Upload(bias), 1e-5f);

        AssertAgrees(ReferenceOperations.LayerNorm(x, weight, null, 1e-5f), plain, Agreement.Close);
        AssertAgrees(ReferenceOperations.LayerNorm(x, weight, bias, 1e-5f), biased, Agreement.Close);
    });

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void Softmax_AnyRow_RoundsOnce(Precision precision) => ForShapes((rows, heads, size) =>
    {
        var x = ReferenceTensor.Random(rows, heads * size, precision, 25, 8);
        AssertAgrees(ReferenceOperations.Softmax(x), Backend.Softmax(Upload(x)), Agreement.Close);
    });

    [SkippableFact]
    public void Softmax_FarApart_NeitherOverflowsNorTurnsToNaN()
    {
        using var scope = Backend.BeginScope();
        var x = Backend.Create([1000, 0, -3e38f, float.NegativeInfinity], 1, 4, Precision.Fp32);

        Assert.Equal([1, 0, 0, 0], Download(Backend.Softmax(x)));
    }

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void Rotate_WholeOrPartOfHeads_RoundsThreeTimes(Precision precision) => ForShapes((rows, heads, size) =>
    {
        if (size < 2)
            return;
        var x = ReferenceTensor.Random(rows, heads * size, precision, 26);
        foreach (var rotated in new[] { size / 2 * 2, size / 4 * 2 })
        {
            var cos = ReferenceTensor.Fill(rows, rotated, precision, (r, c) => MathF.Cos(r * 0.3f * (c % (rotated / 2))));
            var sin = ReferenceTensor.Fill(rows, rotated, precision, (r, c) => MathF.Sin(r * 0.3f * (c % (rotated / 2))));
            var actual = Backend.Rotate(Upload(x), Upload(cos), Upload(sin), size);
            AssertAgrees(ReferenceOperations.Rotate(x, cos, sin, size), actual, Agreement.Exact);
        }
    });

    [SkippableFact]
    public void RmsNorm_WeightThatDoesNotDivide_Throws()
    {
        using var scope = Backend.BeginScope();
        var (x, weight) = (Backend.Create(new float[6], 1, 6, Precision.Fp32), Backend.Create(new float[4], 1, 4, Precision.Fp32));

        Assert.Throws<ArgumentException>(() => Backend.RmsNorm(x, weight, 1e-6f, NormStyle.Llama));
        Assert.Throws<ArgumentException>(() => Backend.LayerNorm(x, weight, null, 1e-6f));
    }

    private void ForShapes(Action<int, int, int> test)
    {
        foreach (var (rows, heads, size) in Shapes)
        {
            using var scope = Backend.BeginScope();
            test(rows, heads, size);
        }
    }
}
