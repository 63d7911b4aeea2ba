using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using Xunit;

namespace LoraParity.TestKit.Backends;

/// <summary>Linear layers, and the life of tensors.</summary>
public abstract class LinearConformance(Func<ITensorBackend> factory) : BackendConformance(factory)
{
    public static TheoryData<Precision, int, int, int> Shapes
    {
        get
        {
            var data = new TheoryData<Precision, int, int, int>();
            foreach (var precision in Enum.GetValues<Precision>())
            {
                foreach (var (rows, inputs, outputs) in new[] { (1, 1, 1), (1, 40, 33), (2, 33, 31), (3, 64, 64), (5, 7, 100), (11, 200, 65), (13, 193, 32), (25, 390, 70), (490, 20, 40) })
                    data.Add(precision, rows, inputs, outputs);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Linear_WithAndWithoutBias_AccumulatesInFp32AndRoundsOnce(Precision precision, int rows, int inputs, int outputs)
    {
        using var scope = Backend.BeginScope();
        var x = ReferenceTensor.Random(rows, inputs, precision, 30);
        var w = ReferenceTensor.Random(outputs, inputs, precision, 31, 0.1);
        var bias = ReferenceTensor.Random(1, outputs, precision, 32);
        using var weight = UploadWeight(w);

        var plain = Backend.Linear(Upload(x), weight, null);
        var biased = Backend.Linear(Upload(x), weight, Upload(bias));

        AssertAgrees(ReferenceOperations.Linear(x, w, null), plain, Agreement.Ordered);
        AssertAgrees(ReferenceOperations.Linear(x, w, bias), biased, Agreement.Ordered);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Linear_Conv1DWeight_SumsAsAnUntransposedProduct(Precision precision, int rows, int inputs, int outputs)
    {
        using var scope = Backend.BeginScope();
        var x = ReferenceTensor.Random(rows, inputs, precision, 30);
        var w = ReferenceTensor.Random(outputs, inputs, precision, 31, 0.1);
        var bias = ReferenceTensor.Random(1, outputs, precision, 32);
        using var weight = Backend.CreateWeight(new ReferenceWeightSource(w, WeightKind.Conv1D));

        AssertAgrees(ReferenceOperations.Linear(x, w, bias, WeightKind.Conv1D), Backend.Linear(Upload(x), weight, Upload(bias)), Agreement.Ordered);
    }

    [SkippableTheory]
    [InlineData(1, 64, 8)]
    [InlineData(20, 64, 8)]
    [InlineData(33, 200, 16)]
    [InlineData(5, 90, 3)]
    [InlineData(5, 30, 8)]
    [InlineData(5, 8, 70)]
    [InlineData(5, 40, 65)]
    public void Linear_AdapterFactor_SumsAsOpenBlasDoes(int rows, int inputs, int outputs)
    {
        using var scope = Backend.BeginScope();
        var x = ReferenceTensor.Random(rows, inputs, Precision.Fp32, 30);
        var w = ReferenceTensor.Random(outputs, inputs, Precision.Fp32, 31, 0.1);
        using var weight = Backend.CreateWeight(new ReferenceWeightSource(w, WeightKind.AdapterFactor));

        AssertAgrees(ReferenceOperations.Linear(x, w, null, WeightKind.AdapterFactor), Backend.Linear(Upload(x), weight, null), Agreement.Ordered);
    }

    [SkippableFact]
    public void Linear_Fp16SpecialWeights_AreWidenedRight()
    {
        using var scope = Backend.BeginScope();
        var w = ReferenceTensor.Fill(5, 2, Precision.Fp16, (r, c) => c == 1 ? 0 : (float)Special[r]);
        var x = Backend.Create([1, 0, 0.5f, 0], 2, 2, Precision.Fp32);
        using var weight = UploadWeight(w);

        var y = Download(Backend.Linear(x, weight, null));

        Assert.Equal([.. Special.Select(half => (float)half), .. Special.Select(half => 0.5f * (float)half)], y);
    }

    [SkippableFact]
    public void Linear_InputsThatDoNotFit_NamesBothShapes()
    {
        using var scope = Backend.BeginScope();
        using var weight = UploadWeight(ReferenceTensor.Random(4, 3, Precision.Fp32, 33));
        var x = Backend.Create(new float[10], 2, 5, Precision.Fp32);

        var exception = Assert.Throws<ArgumentException>(() => Backend.Linear(x, weight, null));

        Assert.Contains("[2, 5]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[4, 3]", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void CreateWeight_SourceThatFails_PassesTheFailureOn()
        => Assert.Throws<InvalidDataException>(() => Backend.CreateWeight(new FailingWeightSource()));

    [SkippableFact]
    public void Weight_Created_KnowsItsShapeAndSize()
    {
        using var weight = UploadWeight(ReferenceTensor.Random(64, 3, Precision.Bf16, 34));

        Assert.Equal((64, 3, Precision.Bf16), (weight.Outputs, weight.Inputs, weight.Precision));
        Assert.True(weight.Bytes >= 64 * 3 * 2, $"{weight.Bytes} bytes are too few.");
    }

    [SkippableFact]
    public void Keep_TensorOfInnerScope_OutlivesIt()
    {
        using var outer = Backend.BeginScope();
        Tensor kept;
        using (Backend.BeginScope())
            kept = Backend.Keep(Backend.Create([1, 2], 1, 2, Precision.Fp32));
        using var other = Backend.Create([3, 4], 1, 2, Precision.Fp32);

        Assert.Equal([1, 2], Download(kept));
    }

    [SkippableFact]
    public void Keep_TensorOfOutermostScope_BelongsToTheCaller()
    {
        Tensor kept;
        using (Backend.BeginScope())
            kept = Backend.Keep(Backend.Create([1, 2], 1, 2, Precision.Fp32));

        Assert.Equal([1, 2], Download(kept));
        kept.Dispose();
        kept.Dispose();
    }

    private static readonly Half[] Special =
        [Half.Epsilon, -Half.Epsilon, BitConverter.UInt16BitsToHalf(0x03FF), Half.MaxValue, Half.NegativeInfinity];

    private sealed class FailingWeightSource : IWeightSource
    {
        public int Outputs => 100;

        public int Inputs => 3;

        public Precision Precision => Precision.Fp32;

        public void ReadRows(int first, int count, Span<float> destination) => throw new InvalidDataException("The file ends early.");
    }
}
