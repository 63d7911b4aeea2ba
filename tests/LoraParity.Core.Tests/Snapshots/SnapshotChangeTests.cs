using LoraParity.Plans;
using LoraParity.Snapshots;
using LoraParity.Traces;

namespace LoraParity.Core.Tests.Snapshots;

public sealed class SnapshotChangeTests
{
    private static readonly Snapshot Approved = new()
    {
        Spec = "s",
        Variant = "attached.fp32",
        Prompt = "p",
        Tokens = [7, 8],
        PromptTokens = [1, 2],
        ScoredTokens = [7, 8],
        DeviceFamily = "cpu",
        Fingerprints = new Dictionary<string, string> { ["base"] = "b", ["adapter"] = "a" },
        Environment = new Dictionary<string, string>(),
        Logits = Logits("old", 5, 5, 5, 5),
    };

    [Fact]
    public void Between_TheSame_SaysSo()
    {
        var change = SnapshotChange.Between(Approved, Approved);

        Assert.Equal((null, true, 0.0, null), (change.FirstToken, change.SameBits, change.KlMean, change.Worst));
        Assert.Equal(0, change.TimesAllowed(new Tolerance()));
    }

    [Fact]
    public void Between_OneLogitMoved_FindsItsPlace()
    {
        var change = SnapshotChange.Between(Approved, Approved with { Logits = Logits("new", 5, 5, 5.25f, 5) });

        Assert.Equal((2, 3, 0.25), (change.Worst!.Position, change.Worst.Token, change.Worst.MaxAbs));
        Assert.Equal((3, 3), (change.Worst.ApprovedTop, change.Worst.ReceivedTop));
        Assert.False(change.SameBits);
    }

    [Fact]
    public void Between_TokensDiverge_ComparesTheRowsThatSawTheSame()
    {
        var change = SnapshotChange.Between(Approved, Approved with { Tokens = [7, 9], ScoredTokens = [7, 9], Logits = Logits("new", 5, 5, 5, 9) });

        Assert.Equal(1, change.FirstToken);
        Assert.Equal([0, 1, 2], change.Positions.Select(p => p.Position));
        Assert.Null(change.Worst);
    }

    [Fact]
    public void Between_InputsChanged_NamesThem() => Assert.Equal(
        ["base", "tokenizer"],
        SnapshotChange.Between(Approved, Approved with { Fingerprints = new Dictionary<string, string> { ["base"] = "c", ["adapter"] = "a", ["tokenizer"] = "t" } }).Fingerprints);

    [Theory]
    [InlineData(0.125, null, 2.0)]
    [InlineData(0.125, 0.1, 0.5)]
    [InlineData(null, 0.1, 0.5)]
    public void TimesAllowed_BoundsOnLogits_TakesTheLooser(double? maxAbs, double? rel, double expected) => Assert.Equal(
        expected,
        SnapshotChange.Between(Approved, Approved with { Logits = Logits("new", 5, 5.25f, 5, 5) })
            .TimesAllowed(new Tolerance { Logits = new LogitsTolerance(maxAbs, rel) })!.Value,
        1e-6);

    [Fact]
    public void TimesAllowed_NothingBounded_IsUnknown() => Assert.Null(
        SnapshotChange.Between(Approved, Approved with { Logits = Logits("new", 6, 5, 5, 5) }).TimesAllowed(new Tolerance { Noise = 3 }));

    [Fact]
    public void TimesAllowed_KlAlone_IsMeasured()
    {
        var change = SnapshotChange.Between(Approved, Approved with { Logits = Logits("new", 5, 5, 5, 6) });

        Assert.Equal(change.KlMean / 1e-3, change.TimesAllowed(new Tolerance { Kl = new KlTolerance(1e-3, null, null) })!.Value, 1e-9);
    }

    [Fact]
    public void TimesAllowed_OtherPromptOrNumbersThatAreNone_IsInfinite()
    {
        var tolerance = new Tolerance { Logits = new LogitsTolerance(1, null) };

        Assert.Equal(double.PositiveInfinity, SnapshotChange.Between(Approved, Approved with { PromptTokens = [1] }).TimesAllowed(tolerance));
        Assert.Equal(double.PositiveInfinity, SnapshotChange.Between(Approved, Approved with { Logits = Logits("new", float.NaN, 5, 5, 5) }).TimesAllowed(tolerance));
    }

    private static SnapshotLogits Logits(string hash, params float[] first) => new(hash, 10, false, [.. first.Select((v, i) =>
        new TopLogits([new TokenLogit(i + 1, v), new TokenLogit(0, 1)], Math.Log(Math.Exp(v) + Math.E + 1), 1 / (Math.Exp(v) + Math.E + 1)))]);
}
