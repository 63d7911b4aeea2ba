using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using Xunit;

namespace LoraParity.TestKit.Backends;

/// <summary>Operations on single values, and moving values about.</summary>
public abstract class ElementwiseConformance(Func<ITensorBackend> factory) : BackendConformance(factory)
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 65504f, 65519.99f, 65520f, 1e30f, -1e30f, 6.1e-5f, 5.96e-8f, 2.98e-8f, 2.99e-8f, 1e-40f,
        1.00390625f, 1.01171875f, 1.00048828125f, 3.3895314e38f, 3.4e38f, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    private static readonly (int Rows, int Columns)[] Shapes = [(1, 1), (1, 31), (2, 16), (3, 33), (5, 100), (37, 257)];

    public static TheoryData<Precision, Precision> Pairs => Cross(Enum.GetValues<Precision>(), Enum.GetValues<Precision>());

    public static TheoryData<Activation, Precision> Activations => Cross(Enum.GetValues<Activation>(), Enum.GetValues<Precision>());

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void Create_SpecialValues_AreRoundedToNearestEven(Precision precision)
    {
        using var tensor = Backend.Create(Special, 2, Special.Length / 2, precision);

        var expected = ReferenceTensor.Fill(2, Special.Length / 2, precision, (r, c) => Special[(r * Special.Length / 2) + c]);
        AssertAgrees(expected, tensor, Agreement.Exact);
    }

    [SkippableFact]
    public void Create_WrongCount_Throws()
        => Assert.Throws<ArgumentException>(() => Backend.Create(new float[5], 2, 3, Precision.Fp32));

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Convert_AnyPrecisions_RoundsOnce(Precision from, Precision to) => ForShapes((rows, columns) =>
    {
        var x = ReferenceTensor.Random(rows, columns, from, 1, 100);
        AssertAgrees(ReferenceOperations.Convert(x, to), Backend.Convert(Upload(x), to), Agreement.Exact);
    });

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Add_SameShapeOrRow_RoundsOnce(Precision left, Precision right) => ForShapes((rows, columns) =>
    {
        var a = ReferenceTensor.Random(rows, columns, left, 2);
        foreach (var b in new[] { ReferenceTensor.Random(rows, columns, right, 3), ReferenceTensor.Random(1, columns, right, 4) })
            AssertAgrees(ReferenceOperations.Combine(a, b, (x, y) => x + y), Backend.Add(Upload(a), Upload(b)), Agreement.Exact);
    });

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Multiply_SameShapeOrRow_RoundsOnce(Precision left, Precision right) => ForShapes((rows, columns) =>
    {
        var a = ReferenceTensor.Random(rows, columns, left, 5);
        foreach (var b in new[] { ReferenceTensor.Random(rows, columns, right, 6), ReferenceTensor.Random(1, columns, right, 7) })
            AssertAgrees(ReferenceOperations.Combine(a, b, (x, y) => x * y), Backend.Multiply(Upload(a), Upload(b)), Agreement.Exact);
    });

    [SkippableFact]
    public void Add_OtherShape_NamesBoth()
    {
        using var scope = Backend.BeginScope();
        var (a, b) = (Backend.Create(new float[6], 2, 3, Precision.Fp32), Backend.Create(new float[8], 2, 4, Precision.Fp32));

        var exception = Assert.Throws<ArgumentException>(() => Backend.Add(a, b));

        Assert.Contains("[2, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 4]", exception.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void Scale_AnyShape_RoundsOnce(Precision precision) => ForShapes((rows, columns) =>
    {
        var x = ReferenceTensor.Random(rows, columns, precision, 8);
        AssertAgrees(x.Map(value => value * 0.7071f), Backend.Scale(Upload(x), 0.7071f), Agreement.Exact);
    });

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void SoftCap_AnyShape_RoundsEachStep(Precision precision) => ForShapes((rows, columns) =>
    {
        var x = ReferenceTensor.Random(rows, columns, precision, 9, 40);
        AssertAgrees(ReferenceOperations.SoftCap(x, 30), Backend.SoftCap(Upload(x), 30), Agreement.Close);
    });

    [SkippableTheory]
    [MemberData(nameof(Activations))]
    public void Activate_AnyShape_AgreesWithPython(Activation activation, Precision precision) => ForShapes((rows, columns) =>
    {
        var x = ReferenceTensor.Random(rows, columns, precision, 10, 3);
        var expected = x.Map(value => ReferenceActivations.Apply(activation, value, precision));
        AssertAgrees(expected, Backend.Activate(Upload(x), activation), Agreement.Close);
    });

    [SkippableTheory]
    [InlineData(Activation.Silu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.GeluTanh)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    public void Activate_LargeInput_Saturates(Activation activation)
    {
        using var scope = Backend.BeginScope();
        var x = Backend.Create([-200, -90, 90, 200], 1, 4, Precision.Fp32);

        var y = Download(Backend.Activate(x, activation));

        var bounded = activation is Activation.Tanh or Activation.Sigmoid;
        Assert.Equal(bounded ? [1f, 1f] : [90f, 200f], y[2..]);
        Assert.All(y[..2], value => Assert.InRange(value, activation == Activation.Tanh ? -1f : -1e-36f, 1e-36f));
    }

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void Columns_PartOfRows_IsCopied(Precision precision) => ForShapes((rows, columns) =>
    {
        var x = ReferenceTensor.Random(rows, columns, precision, 11);
        var (first, count) = (columns / 3, columns - (columns / 3));
        var expected = ReferenceTensor.Fill(rows, count, precision, (r, c) => x[r, first + c]);
        AssertAgrees(expected, Backend.Columns(Upload(x), first, count), Agreement.Exact);
    });

    [SkippableTheory]
    [MemberData(nameof(Precisions))]
    public void Rows_AnyOrder_AreCopied(Precision precision)
    {
        using var scope = Backend.BeginScope();
        var x = ReferenceTensor.Random(9, 33, precision, 12);
        int[] rows = [8, 0, 0, 5, 3];

        var expected = ReferenceTensor.Fill(rows.Length, 33, precision, (r, c) => x[rows[r], c]);
        AssertAgrees(expected, Backend.Rows(Upload(x), rows), Agreement.Exact);
    }

    [SkippableFact]
    public void Rows_OutOfRange_Throws()
    {
        using var scope = Backend.BeginScope();
        var x = Backend.Create(new float[6], 2, 3, Precision.Fp32);

        Assert.Throws<ArgumentException>(() => Backend.Rows(x, [2]));
        Assert.Throws<ArgumentException>(() => Backend.Columns(x, 1, 3));
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void AddToRows_SomeRows_AreRoundedOnceAndTheRestIsCopied(Precision precision, Precision addends)
    {
        using var scope = Backend.BeginScope();
        var x = ReferenceTensor.Random(7, 33, precision, 13);
        var addend = ReferenceTensor.Random(3, 33, addends, 14);
        int[] rows = [6, 1, 2];

        var actual = Backend.AddToRows(Upload(x), rows, Upload(addend));

        var expected = ReferenceTensor.Fill(7, 33, precision, (r, c) =>
            Array.IndexOf(rows, r) is var i and >= 0 ? x[r, c] + addend[i, c] : x[r, c]);
        AssertAgrees(expected, actual, Agreement.Exact);
    }

    [SkippableFact]
    public void Read_SomeRows_CopiesThem()
    {
        using var scope = Backend.BeginScope();
        var x = Backend.Create([1, 2, 3, 4, 5, 6], 3, 2, Precision.Bf16);
        var rows = new float[4];

        Backend.Read(x, 1, 2, rows);

        Assert.Equal([3, 4, 5, 6], rows);
    }

    private static TheoryData<TFirst, TSecond> Cross<TFirst, TSecond>(TFirst[] first, TSecond[] second)
    {
        var data = new TheoryData<TFirst, TSecond>();
        foreach (var a in first)
        {
            foreach (var b in second)
                data.Add(a, b);
        }

        return data;
    }

    private void ForShapes(Action<int, int> test)
    {
        foreach (var (rows, columns) in Shapes)
        {
            using var scope = Backend.BeginScope();
            test(rows, columns);
        }
    }
}
