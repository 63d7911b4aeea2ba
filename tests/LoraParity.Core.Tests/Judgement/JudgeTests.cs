using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Judgement;

public sealed class JudgeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, Tolerance, Outcome> Verdicts => new()
    {
        // The merged cell is 0.2 away at every logit: KL 0.0186, 2 × the floor of 0.1, the same argmax and tokens everywhere.
        { "no bounds", new Tolerance(), Outcome.Passed },
        { "abs alone, wide", Logits(0.21, null), Outcome.Passed },
        { "abs alone, narrow", Logits(0.19, null), Outcome.Drifted },
        { "rel alone, narrow", Logits(null, 0.05), Outcome.Drifted },
        { "abs exceeded, rel not", Logits(0.19, 1e30), Outcome.Passed },
        { "rel exceeded, abs not", Logits(0.21, 1e-9), Outcome.Passed },
        { "both exceeded", Logits(0.19, 0.05), Outcome.Drifted },
        { "kl mean, wide", new Tolerance { Kl = new(0.03, null, null) }, Outcome.Passed },
        { "kl mean, narrow", new Tolerance { Kl = new(0.01, null, null) }, Outcome.Drifted },
        { "kl p99, narrow", new Tolerance { Kl = new(null, 0.01, null) }, Outcome.Drifted },
        { "kl max, narrow", new Tolerance { Kl = new(null, null, 0.01) }, Outcome.Drifted },
        { "noise, wide", new Tolerance { Noise = 2.01 }, Outcome.Passed },
        { "noise, narrow", new Tolerance { Noise = 1.99 }, Outcome.Drifted },
        { "top1 as it is", new Tolerance { Top1 = 1 }, Outcome.Passed },
        { "exact tokens as they are", new Tolerance { Tokens = new(TokenRuleKind.Exact) }, Outcome.Passed },
        { "drift expected and there", Logits(0.19, null) with { Expect = Expectation.Drift }, Outcome.Passed },
        { "drift expected and gone", Logits(0.21, null) with { Expect = Expectation.Drift }, Outcome.NoLongerDrifts },
    };

    public static TheoryData<string, Tolerance, Outcome> TokenVerdicts => new()
    {
        // At 0.3 the second choice overtakes at every even position, by 0.1; the reference's margin is 0.5; floor 0.1.
        { "exact", Tokens(TokenRuleKind.Exact), Outcome.Drifted },
        { "off", Tokens(TokenRuleKind.Off), Outcome.Passed },
        { "first token asked", new Tolerance { Tokens = new(TokenRuleKind.Prefix, 1) }, Outcome.Passed },
        { "two tokens asked", new Tolerance { Tokens = new(TokenRuleKind.Prefix, 2) }, Outcome.Drifted },
        { "near tie, margin beyond max_abs", Tokens(TokenRuleKind.NearTies) with { Logits = new(0.49, null) }, Outcome.Drifted },
        { "near tie, margin within max_abs", Tokens(TokenRuleKind.NearTies) with { Logits = new(0.5, null) }, Outcome.Passed },
        { "near tie, margin within rel of the larger logit", Tokens(TokenRuleKind.NearTies) with { Logits = new(0.4, 0.13) }, Outcome.Passed },
        { "near tie, margin beyond noise times the floor's largest", Tokens(TokenRuleKind.NearTies) with { Noise = 4.9 }, Outcome.Drifted },
        { "near tie, margin within noise times the floor's largest", Tokens(TokenRuleKind.NearTies) with { Noise = 5.1 }, Outcome.Passed },
        { "near tie without any bound", Tokens(TokenRuleKind.NearTies), Outcome.Drifted },
        { "top1", new Tolerance { Top1 = 0.67 }, Outcome.Drifted },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Outcome_Bounds_AreHeldAgainstTheDrift(string rule, Tolerance tolerance, Outcome expected)
    {
        var result = Drifting(0.2f).Allow(tolerance).Case();

        Assert.True(expected == result.Verdict.Outcome, $"{rule}: {result.Message}");
    }

    [Theory]
    [MemberData(nameof(TokenVerdicts))]
    public void Outcome_TokenRules_AreHeldAgainstTheFirstDivergence(string rule, Tolerance tolerance, Outcome expected)
    {
        // Only from the third decoded token's row on, so that the first two tokens are the reference's.
        var scene = new Scene(_folder.Path).Wobble("attached.bf16", 0.1f)
            .Drift("merged.bf16.bf16.bf16", (t, row) =>
            {
                for (var i = 0; i < 4 && t is 2 or 4; i++)
                    row[i] += i % 2 == 0 ? -0.3f : 0.3f;
            });

        var result = scene.Allow(tolerance).Case();

        Assert.True(expected == result.Verdict.Outcome, $"{rule}: {result.Message}");
    }

    [Theory]
    [InlineData(0.2f)]
    [InlineData(0.4f)]
    [InlineData(3f)]
    public void Check_SmallestBounds_Pass(float drift)
    {
        var strict = new Tolerance
        {
            Logits = new(0.01, 0.01),
            Kl = new(1e-6, 1e-6, 1e-6),
            Noise = 1,
            Top1 = 1,
            Tokens = new(TokenRuleKind.Exact),
        };
        var checks = Drifting(drift).Allow(strict).Case().Verdict.Checks.ToDictionary(c => c.Bound, c => c.Smallest);

        var widened = new Tolerance
        {
            Logits = new(checks["logits.max_abs"], 0.01),
            Kl = new(checks["kl.mean"], checks["kl.p99"], checks["kl.max"]),
            Noise = checks["noise"],
            Top1 = checks["top1"],
            Tokens = new(TokenRuleKind.Prefix, (int)checks["tokens"]),
        };

        Assert.All(checks.Where(c => c.Key is not "tokens" and not "top1"), c => Assert.True(c.Value > 0.02 || c.Key.StartsWith("kl", StringComparison.Ordinal)));
        Assert.Equal(Outcome.Passed, Drifting(drift).Allow(widened).Case().Verdict.Outcome);
    }

    [Fact]
    public void Outcome_NoneBesideAnAdapter_HasToDifferUnlessTheSpecSaysMatch()
    {
        var tolerance = Logits(0.1, null);
        Assert.Equal(Outcome.Passed, None(2, tolerance));
        Assert.Equal(Outcome.NoLongerDrifts, None(0, tolerance));
        Assert.Equal(Outcome.Drifted, None(2, tolerance with { Expect = Expectation.Match }));
        Assert.Equal(Outcome.Passed, None(0, tolerance with { Expect = Expectation.Match }));
    }

    [Theory]
    [InlineData("attached.fp32")]
    [InlineData("merged.bf16.bf16.bf16")]
    public void Outcome_LogitIsNoNumber_IsADriftEvenWithoutBounds(string variant)
    {
        var scene = new Scene(_folder.Path).Allow(new Tolerance())
            .Drift("attached.fp32", Poison).Drift("merged.bf16.bf16.bf16", Poison);

        Assert.Equal(Outcome.Drifted, scene.Case(variant).Verdict.Outcome);

        static void Poison(int position, float[] row) => row[1] = position == 5 ? float.NegativeInfinity : row[1];
    }

    private static Tolerance Logits(double? maxAbs, double? rel) => new() { Logits = new LogitsTolerance(maxAbs, rel) };

    private static Tolerance Tokens(TokenRuleKind kind) => new() { Tokens = new TokenRule(kind) };

    private Scene Drifting(float by) => new Scene(_folder.Path).Wobble("attached.bf16", 0.1f).Wobble("merged.bf16.bf16.bf16", by);

    private Outcome None(float by, Tolerance tolerance)
    {
        var scene = new Scene(_folder.Path).Wobble("none.fp32", by).Allow(tolerance);
        scene.Plan = scene.Plan with { Variants = [Variant.None(Precision.Fp32)] };
        return scene.Case("none.fp32").Verdict.Outcome;
    }
}
