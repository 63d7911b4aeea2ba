using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using Xunit;

namespace LoraParity.TestKit.Backends;

/// <summary>Attention: masks, grouped heads, caches.</summary>
public abstract class AttentionConformance(Func<ITensorBackend> factory) : BackendConformance(factory)
{
    private static readonly AttentionShape Plain = new(2, 2, 32, 0.17677669f);

    public static TheoryData<string, Precision> Cases
    {
        get
        {
            var data = new TheoryData<string, Precision>();
            foreach (var name in NamedShapes.Keys)
            {
                foreach (var precision in Enum.GetValues<Precision>())
                    data.Add(name, precision);
            }

            return data;
        }
    }

    private static Dictionary<string, AttentionShape> NamedShapes { get; } = new()
    {
        ["one head"] = new AttentionShape(1, 1, 8, 0.35f),
        ["plain"] = Plain,
        ["grouped"] = new AttentionShape(6, 2, 40, 0.158f),
        ["one key head"] = new AttentionShape(5, 1, 33, 0.174f),
        ["window"] = Plain with { Window = 3 },
        ["wide window"] = Plain with { Window = 14 },
        ["soft cap"] = Plain with { SoftCap = 5f },
        ["all see all"] = Plain with { Causal = false },
    };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Attend_BatchWithoutCache_AgreesWithEagerAttention(string name, Precision precision)
    {
        using var scope = Backend.BeginScope();
        var shape = NamedShapes[name];
        SequenceSlice[] batch = [new(0, 1, 0, 0), new(1, 37, 0, 1, 22), new(38, 5, 0, 2, 5)];
        var input = new AttentionInput(shape, 43, precision);

        var actual = Backend.Attend(Upload(input.Q), Upload(input.K), Upload(input.V), shape, batch, null);

        AssertAgrees(input.Expected(batch), actual, Agreement.Close);
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Attend_StepsWithCache_AgreeWithOnePass(string name, Precision precision)
    {
        var shape = NamedShapes[name];
        if (!shape.Causal)
            return;
        using var scope = Backend.BeginScope();
        var input = new AttentionInput(shape, 41, precision);
        using var cache = Backend.CreateCache([41], shape.KeyValueHeads, shape.HeadSize, precision);
        var expected = input.Expected([new SequenceSlice(0, 41, 0, 0, 17)]);
        foreach (var (past, count) in new[] { (0, 17), (17, 1), (18, 1), (19, 22) })
        {
            var rows = Enumerable.Range(past, count).ToArray();
            Tensor Part(ReferenceTensor x) => Backend.Rows(Upload(x), rows);

            var actual = Backend.Attend(Part(input.Q), Part(input.K), Part(input.V), shape, [new(0, count, past, 0, 17)], cache);

            var part = ReferenceTensor.Fill(count, expected.Columns, precision, (r, c) => expected[past + r, c]);
            AssertAgrees(part, actual, Agreement.Close);
        }
    }

    [SkippableFact]
    public virtual void Attend_InfinityAmongMaskedValues_ContributesNothing()
    {
        using var scope = Backend.BeginScope();
        var input = new AttentionInput(Plain, 20, Precision.Fp32);
        var poisoned = ReferenceTensor.Fill(20, input.V.Columns, Precision.Fp32, (r, c) => r == 12 ? float.PositiveInfinity : input.V[r, c]);
        SequenceSlice[] batch = [new(0, 20, 0, 0)];

        var clean = Download(Backend.Attend(Upload(input.Q), Upload(input.K), Upload(input.V), Plain, batch, null));
        var actual = Download(Backend.Attend(Upload(input.Q), Upload(input.K), Upload(poisoned), Plain, batch, null));

        var before = 12 * input.V.Columns;
        Assert.Equal(clean[..before], actual[..before]);
        Assert.All(actual[before..], value => Assert.True(float.IsPositiveInfinity(value)));
    }

    [SkippableFact]
    public void Attend_PastWithoutCache_Throws()
    {
        using var scope = Backend.BeginScope();
        var input = new AttentionInput(Plain, 2, Precision.Fp32);

        Assert.Throws<ArgumentException>(
            () => Backend.Attend(Upload(input.Q), Upload(input.K), Upload(input.V), Plain, [new(0, 2, 3, 0)], null));
    }

    [SkippableFact]
    public void Attend_MoreThanTheCacheHolds_Throws()
    {
        using var scope = Backend.BeginScope();
        using var cache = Backend.CreateCache([1], 2, 32, Precision.Fp32);
        var input = new AttentionInput(Plain, 2, Precision.Fp32);

        Assert.Throws<ArgumentException>(
            () => Backend.Attend(Upload(input.Q), Upload(input.K), Upload(input.V), Plain, [new(0, 2, 0, 0)], cache));
    }
}
