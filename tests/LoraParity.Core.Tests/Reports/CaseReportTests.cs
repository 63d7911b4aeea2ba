using LoraParity.Core.Tests.Judgement;
using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Reports;

public sealed class CaseReportTests : IDisposable
{
    private static readonly Tolerance Strict = new()
    {
        Logits = new LogitsTolerance(0.05, 1e-2),
        Kl = new KlTolerance(1e-3, null, 0.1),
        Noise = 3,
        Top1 = 0.99,
        Tokens = new TokenRule(TokenRuleKind.NearTies),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_AllHolds_SaysByHowMuch() => Report(
        Scene().Wobble("attached.bf16", 0.02f).Wobble("merged.bf16.bf16.bf16", 0.03f).Allow(Strict).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players holds.
          bound           measured  allowed
          logits.max_abs      0.03     0.05  ok
          logits.rel             0     0.01  ok
          kl.mean          4.21e-4    0.001  ok
          kl.max           4.23e-4      0.1  ok
          noise              1.5 ×      3 ×  ok
          top1                   1     0.99  ok
          tokens                 4        4  ok
        Why      RMS drift of logits 0.03 (merge loss 0, compute noise 0.03), 1.5 × the noise floor of bf16 on this prompt (0.02).
        """);

    [Fact]
    public void Write_Drift_NamesBoundsPlaceTokensAndWhatToDo() => Report(
        Scene().Wobble("attached.bf16", 0.02f).Wobble("merged.bf16.bf16.fp32", 0.4f).Wobble("merged.bf16.bf16.bf16", 0.4f).Allow(Strict).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players drifts from attached.fp32 further than allowed.
          bound           measured  allowed
          logits.max_abs       0.4     0.05  exceeded, and rel with it, by 24 logits at 6 positions
          logits.rel      over 100     0.01  exceeded (both bounds have to be)
          kl.mean           0.0733    0.001  exceeded
          kl.max            0.0781      0.1  ok
          noise               20 ×      3 ×  exceeded
          top1                 0.5     0.99  exceeded
          tokens                 0        4  exceeded
        Why      RMS drift of logits 0.4 (merge loss 0.4, compute noise 0), 20 × the noise floor of bf16 on this prompt (0.02).
        Where    Position 0 of 6, after " w3": the logit of " w0" is 4.4, the reference's 4.
        Tokens   2 of 4 differ, first number 1: " w2" instead of " w1", by which the reference is ahead by 0.5.
                   attached.fp32          " w1" 4, " w2" 3.5, " w3" 1, " w0" 0
                   merged.bf16.bf16.bf16  " w2" 3.9, " w1" 3.6, " w3" 0.6, " w0" 0.4
        Do       Most of it is lost when W + ΔW is rounded to bf16. Merge and save in fp16 or fp32, or serve the adapter attached.
        Allow    the smallest tolerance that would pass, under tolerance.overrides:
                   - match: {application: merged, merge: bf16, save: bf16, compute: bf16, prompt: players}
                     logits: {max_abs: 0.41}
                     kl: {mean: 0.074}
                     noise: 21
                     top1: 0.5
                     tokens: off
        """);

    [Fact]
    public void Write_NearTie_SaysThatItIsForgiven() => Report(
        Scene().Wobble("attached.bf16", 0.3f).Wobble("merged.bf16.bf16.bf16", 0.3f).Allow(Strict with { Logits = new(0.6, null), Kl = null, Top1 = null }).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players holds.
          bound           measured  allowed
          logits.max_abs       0.3      0.6  ok
          noise                1 ×      3 ×  ok
          tokens                 0        4  ok, a near tie
        Why      RMS drift of logits 0.3 (merge loss 0, compute noise 0.3), 1 × the noise floor of bf16 on this prompt (0.3).
        Tokens   2 of 4 differ, first number 1: " w2" instead of " w1", by which the reference is ahead by 0.5.
                   attached.fp32          " w1" 4, " w2" 3.5, " w3" 1, " w0" 0
                   merged.bf16.bf16.bf16  " w2" 3.8, " w1" 3.7, " w3" 0.7, " w0" 0.3
        Note     Token 1 is a near tie and forgiven: the reference prefers " w1" to " w2" by 0.5, within the allowed drift of 0.6.
        """);

    [Fact]
    public void Write_NaN_NamesItsPlace() => Report(
        Scene().Drift("merged.bf16.bf16.bf16", (t, row) => row[2] = t == 3 ? float.NaN : row[2]).Allow(Strict).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players has a logit that is no number.
        Where    Position 3 of 6, after " w2": the logit of " w2" (entry 2) is NaN.
        Do       Check the weights of this variant for NaN and infinities.
        """);

    [Fact]
    public void Write_InfinityInReference_SaysSoInEveryCase() => Report(
        Scene().Drift("attached.fp32", (t, row) => row[1] = t == 0 ? float.PositiveInfinity : row[1]).Allow(Strict).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players has a logit that is no number.
        Where    Position 0 of 6, after " w3": the logit of " w1" (entry 1) is +infinity in the reference.
        Do       The reference itself is no number there, so nothing can be compared. Check base and adapter for NaN, or choose a reference in fp32.
        """);

    [Fact]
    public void Write_ExpectedDrift_PassesWithItsReason() => Report(
        Scene().Wobble("merged.bf16.bf16.bf16", 0.4f).Allow(Strict, Known).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players drifts from attached.fp32, as the spec expects.
          bound             measured  allowed
          logits.max_abs         0.4     0.05  exceeded, and rel with it, by 24 logits at 6 positions
          logits.rel        over 100     0.01  exceeded (both bounds have to be)
          kl.mean             0.0733    0.001  exceeded
          kl.max              0.0781      0.1  ok
          noise           infinite ×      3 ×  exceeded
          top1                   0.5     0.99  exceeded
          tokens                   0        4  exceeded
        Why      RMS drift of logits 0.4 (merge loss 0, compute noise 0.4), infinite × the noise floor of bf16 on this prompt (0).
        Where    Position 0 of 6, after " w3": the logit of " w0" is 4.4, the reference's 4.
        Tokens   2 of 4 differ, first number 1: " w2" instead of " w1", by which the reference is ahead by 0.5.
                   attached.fp32          " w1" 4, " w2" 3.5, " w3" 1, " w0" 0
                   merged.bf16.bf16.bf16  " w2" 3.9, " w1" 3.6, " w3" 0.6, " w0" 0.4
        Note     Expected to drift: bf16 loses the delta
        """);

    [Fact]
    public void Write_ExpectedDriftGone_SaysWhatToChange() => Report(
        Scene().Allow(Strict, Known).Case(),
        """
        driftball › merged.bf16.bf16.bf16 › players no longer drifts from attached.fp32, and the spec says that it does.
          bound           measured  allowed
          logits.max_abs         0     0.05  ok
          logits.rel             0     0.01  ok
          kl.mean                0    0.001  ok
          kl.max                 0      0.1  ok
          noise                0 ×      3 ×  ok
          top1                   1     0.99  ok
          tokens                 4        4  ok
        Why      The logits equal those of attached.fp32.
        Do       Take 'expect: drift' (reason: "bf16 loses the delta") out of the override that matches this case, so that the good state is held; or tighten its bounds if it still drifts too far.
        """);

    [Fact]
    public void Write_BaseSaysTheSame_AdapterDoesNothing()
    {
        var scene = Scene().Allow(Strict);
        scene.Plan = scene.Plan with { Variants = [.. scene.Plan.Variants, Variant.None(Precision.Fp32)] };
        Report(
            scene.Case("none.fp32"),
            """
            driftball › none.fp32 › players says exactly what attached.fp32 says: the adapter changes nothing on this prompt.
              bound           measured  allowed
              logits.max_abs         0     0.05  ok
              logits.rel             0     0.01  ok
              kl.mean                0    0.001  ok
              kl.max                 0      0.1  ok
              noise                0 ×      3 ×  ok
              top1                   1     0.99  ok
              tokens                 4        4  ok
            Why      The logits equal those of attached.fp32.
            Do       Check that the adapter is loaded and not all zero; or leave 'none' out of the matrix for this prompt.
            """);
    }

    [Fact]
    public void Write_ClassifierDrifts_SpeaksOfLabels()
    {
        var scene = Scene().Wobble("attached.bf16", 0.01f).Wobble("merged.bf16.bf16.bf16", 0.4f).Allow(Strict);
        scene.Script = scene.Script with { Output = OutputKind.Labels };
        Report(
            scene.Case(),
            """
            driftball › merged.bf16.bf16.bf16 › players drifts from attached.fp32 further than allowed.
              bound           measured  allowed
              logits.max_abs       0.4     0.05  exceeded, and rel with it, by 4 logits at 1 position
              logits.rel      over 100     0.01  exceeded (both bounds have to be)
              kl.mean           0.0685    0.001  exceeded
              kl.max            0.0685      0.1  ok
              noise               40 ×      3 ×  exceeded
              top1                   1     0.99  ok
            Why      RMS drift of logits 0.4 (merge loss 0, compute noise 0.4), 40 × the noise floor of bf16 on this prompt (0.01).
            Where    In the labels: the logit of label 0 is 4.4, the reference's 4.
            Do       bf16 arithmetic alone does not explain this. Look for a fault in how the variant is run before allowing it.
            Allow    the smallest tolerance that would pass, under tolerance.overrides:
                       - match: {application: merged, merge: bf16, save: bf16, compute: bf16, prompt: players}
                         logits: {max_abs: 0.41}
                         kl: {mean: 0.069}
                         noise: 40
            """);
    }

    [Fact]
    public void Write_NoSnapshot_EndsWithItsFiles() => Report(
        Scene().Run(SnapshotUpdate.None).Find("attached.fp32", "players")!,
        """
        driftball › attached.fp32 › players has no approved snapshot.
        Do       Look at the received snapshot; if it is right, approve it: loraparity accept, or rename it to the verified name.
        Directory: /specs/snapshots
        New:
          - Received: driftball.attached.fp32.players.received.json
            Verified: driftball.attached.fp32.players.verified.json
        """);

    [Fact]
    public void Write_SnapshotDiffers_NamesTheLikelyReason()
    {
        Scene().Run();
        var changed = Scene().Drift("attached.fp32", (t, row) => row[3] += t >= 3 ? 2 : 0).Allow(Strict);
        changed.Script = changed.Script with
        {
            Fingerprints = new Dictionary<string, string>(changed.Script.Fingerprints) { ["adapter"] = new('d', 64) },
        };
        Report(
            changed.Run(SnapshotUpdate.None).Find("attached.fp32", "players")!,
            """
            driftball › attached.fp32 › players differs from its approved snapshot.
            Snapshot The logit of " w3" at position 3 is 6 now, 4 when approved; 0.05 apart is allowed.
            Snapshot The mean KL divergence from the snapshot's top logits is 0.0896; 0.001 is allowed.
            Snapshot The largest KL divergence from the snapshot's top logits is 0.377; 0.1 is allowed.
            Note     Likely reason: 'adapter' changed since the snapshot was approved, SHA-256 aaaaaaaa then, dddddddd now.
            Do       Look at the received snapshot; if it is right, approve it: loraparity accept, or rename it to the verified name.
            Directory: /specs/snapshots
            NotEqual:
              - Received: driftball.attached.fp32.players.received.json
                Verified: driftball.attached.fp32.players.verified.json
            """);
    }

    [Fact]
    public void Write_SnapshotDamaged_SaysWhere()
    {
        var path = Scene().Run().Cases[0].VerifiedPath!;
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"tokens\": [1,", "\"tokens\": [2,"));
        Report(
            Scene().Run(SnapshotUpdate.None).Cases[0],
            """
            driftball › attached.fp32 › players has an approved snapshot that cannot be used.
            Snapshot The snapshot '/specs/snapshots/driftball.attached.fp32.players.verified.json' cannot be used: its content does not match the checksum in line 33: it was damaged or edited by hand. Restore it from version control, or delete it and run again to make a new one.
            Directory: /specs/snapshots
            NotEqual:
              - Received: driftball.attached.fp32.players.received.json
                Verified: driftball.attached.fp32.players.verified.json
            """);
    }

    private static ToleranceOverride Known => new(
        new ToleranceMatch { Save = Precision.Bf16 }, new Tolerance { Expect = Expectation.Drift, Reason = "bf16 loses the delta" });

    private Scene Scene() => new(_folder.Path);

    private void Report(CaseResult result, string expected) => Assert.Equal(
        expected.ReplaceLineEndings("\n"), result.Message.Replace(_folder.Path, "/specs", StringComparison.Ordinal).Replace('\\', '/'));
}
