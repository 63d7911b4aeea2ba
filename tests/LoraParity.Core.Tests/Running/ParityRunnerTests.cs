using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Running;

public sealed class ParityRunnerTests : IDisposable
{
    private static readonly ParityRunOptions Local = new() { ContinuousIntegration = false };
    private static readonly ParityRunOptions Approving = Local with { Update = SnapshotUpdate.All };
    private readonly TemporaryFolder _folder = new();

    private ParityPlan Plan => SamplePlans.Small(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NothingApproved_EveryCaseFailsAndLeavesAReceivedSnapshot()
    {
        var result = Run(Plan, Local);

        Assert.Equal(8, result.Cases.Count);
        Assert.All(result.Cases, c => Assert.Equal(Outcome.MissingSnapshot, c.Verdict.Outcome));
        Assert.All(result.Cases, c => Assert.True(File.Exists(c.ReceivedPath)));
    }

    [Fact]
    public void Run_Approved_HoldsAndRemovesReceivedSnapshots()
    {
        Run(Plan, Local);
        Assert.True(Run(Plan, Approving).Passed);

        var result = Run(Plan, Local);

        Assert.True(result.Passed);
        Assert.Empty(new SnapshotStore(Plan.Snapshots.Directory, false).Pending());
        Assert.Equal("driftball › attached.fp32 › players holds: it is the reference.", result.Find("attached.fp32", "players")!.Message);
    }

    [Fact]
    public void Run_WithoutSnapshots_JudgesTheDriftAloneAndTouchesNoFile()
    {
        var result = Run(Plan, Local with { Snapshots = false });

        Assert.True(result.Passed);
        Assert.All(result.Cases, c => Assert.Null(c.VerifiedPath));
        Assert.False(Directory.Exists(Plan.Snapshots.Directory));
    }

    [Fact]
    public void Run_ApprovingWhatCannotBeRepeated_IsRefused()
    {
        ScriptedEngine? engine = null;
        engine = new ScriptedEngine(new EngineScript
        {
            Edit = (variant, prompt, _, row) => row[0] += engine!.Requests.Count > 1 && prompt == 1 && variant.Key == "attached.bf16" ? 1 : 0,
        });

        var refusal = Assert.Throws<ParityEnvironmentException>(() => ParityRunner.Run(Plan, engine, Approving, CancellationToken.None));

        Assert.Equal(
            "Two runs of 'driftball' gave different logits in 1 of 8 cases, the first 'driftball › attached.bf16 › raw', so no snapshot is approved: "
            + "it would fail at random. Run it on engine 'cpu', or switch nondeterministic kernels off.",
            refusal.Message);
        Assert.False(Directory.Exists(Plan.Snapshots.Directory));
    }

    [Fact]
    public void Run_LeftoversOfKilledRuns_Go()
    {
        var (old, young, other) = (_folder.Write("snapshots/a.received.json.1.tmp", "{"), _folder.Write("snapshots/a.verified.json.2.tmp", "{"), _folder.Write("snapshots/mine.tmp", ""));
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-1));

        Run(Plan, Local);

        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(young), File.Exists(other)));
    }

    [Fact]
    public void Find_ResultWithOtherCases_LooksAmongThose()
    {
        var result = Run(Plan, Local);
        var fewer = result with { Cases = [.. result.Cases.Skip(1)] };

        Assert.Null(fewer.Find("attached.fp32", "players"));
        Assert.Same(result.Cases[1], fewer.Find("attached.fp32", "raw"));
    }

    [Fact]
    public void Run_ApprovingOnABuildServer_IsRefusedBeforeAnythingRuns()
    {
        var engine = new ScriptedEngine();

        var refusal = Assert.Throws<InputException>(
            () => ParityRunner.Run(Plan, engine, Approving with { ContinuousIntegration = true }, CancellationToken.None));

        Assert.Equal(
            "Snapshots of 'driftball' are not approved with update mode 'all': this is a build server. Approve them on a developer's machine and commit them.",
            refusal.Message);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public void Run_AnyPlan_AddsTheVariantsThatFloorsAndSplitsNeed()
    {
        var engine = new ScriptedEngine();

        ParityRunner.Run(Plan, engine, Local, CancellationToken.None);

        Assert.Equal(
            ["attached.fp32", "attached.bf16", "attached.fp16", "merged.bf16.bf16.bf16", "merged.fp32.fp32.fp32", "merged.bf16.bf16.fp32"],
            engine.Requests.Single().Variants.Select(v => v.Key));
    }

    [Fact]
    public void Run_OneCaseSelected_RunsOnlyWhatItNeeds()
    {
        var engine = new ScriptedEngine();
        var options = Local with { Weights = false, Selection = new HashSet<CaseId> { new("attached.fp16", "raw") } };

        var result = ParityRunner.Run(Plan, engine, options, CancellationToken.None);

        Assert.Equal("raw", Assert.Single(result.Cases).Prompt.Id);
        Assert.Equal(["attached.fp16", "attached.fp32", "merged.fp32.fp32.fp32"], engine.Requests.Single().Variants.Select(v => v.Key));
        Assert.Equal(["raw"], engine.Requests.Single().Prompts.Select(p => p.Id));
    }

    [Fact]
    public void Run_NoCaseSelected_StillMeasuresWeights()
    {
        var result = Run(Plan, Local with { Selection = new HashSet<CaseId>() });

        Assert.Empty(result.Cases);
        Assert.Equal(["merged.bf16.bf16.bf16"], result.Weights.Select(w => w.Variant));
    }

    [Fact]
    public void Run_MergedCell_SplitsMergeLossFromComputeNoise()
    {
        var split = Run(Plan, Local).Find("merged.bf16.bf16.bf16", "players")!.Split!;

        Assert.InRange(split.MergeLoss!.Rms, 4e-3, 6e-3);
        Assert.InRange(split.ComputeNoise!.Rms, 1.7e-2, 2.3e-2);
        Assert.InRange(split.TimesFloor!.Value, 0.9, 1.2);
        Assert.Equal(("attached.bf16", "attached.fp32"), (split.Floor!.Variant, split.Floor.Against));
    }

    [Fact]
    public void Run_FloorOfZero_GivesAnInfiniteMultipleAndZeroWhereNothingDrifts()
    {
        var plan = Plan with { Variants = [.. Plan.Variants, Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Fp32), Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32)] };
        var script = new EngineScript { MergeLoss = v => v.Merge == Precision.Bf16 ? 5e-3 : 0 };

        var result = ParityRunner.Run(plan, new ScriptedEngine(script), Local, CancellationToken.None);

        Assert.Equal(double.PositiveInfinity, result.Find("merged.bf16.bf16.fp32", "raw")!.Split!.TimesFloor);
        Assert.Equal(0, result.Find("merged.fp32.fp32.fp32", "raw")!.Split!.TimesFloor);
    }

    [Fact]
    public void Run_ReferenceIn16Bit_FloorsStayThoseOfTheAttachedAdapter()
    {
        var reference = Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16);
        var plan = Plan with { Reference = reference, Variants = [Variant.Merged(Precision.Fp16, Precision.Fp16, Precision.Bf16)] };

        var result = Run(plan, Local);

        var split = result.Cases[0].Split!;
        Assert.Equal(("attached.bf16", "attached.fp32"), (split.Floor!.Variant, split.Floor.Against));
        // Both merges apart, each in fp32: 5e-3 and 6e-4.
        Assert.InRange(split.MergeLoss!.Rms, 4e-3, 6e-3);
        Assert.Equal(0.02, split.ComputeNoise!.Rms, 2e-3);
    }

    [Fact]
    public void Run_OtherAdapterDtype_IsUsedForFloorsToo()
    {
        var engine = new ScriptedEngine();
        var plan = Plan with { Variants = [Variant.Attached(Precision.Bf16, AdapterPrecision.Base)] };

        ParityRunner.Run(plan, engine, Local, CancellationToken.None);

        Assert.All(
            engine.Requests.Single().Variants.Where(v => v.Key != plan.Reference.Key), v => Assert.Equal(AdapterPrecision.Base, v.AdapterDtype));
    }

    [Fact]
    public void Run_Layers_DriftIsMeasuredAfterEachAndTheFirstBeyondTheFloorIsNamed()
    {
        var script = new EngineScript { MergeLoss = v => v.Application == Application.Merged && v.Merge == Precision.Bf16 ? 0.5 : 0 };

        var result = ParityRunner.Run(Plan, new ScriptedEngine(script), Local, CancellationToken.None);

        var merged = result.Layers.Where(l => l is { Variant: "merged.bf16.bf16.bf16", Prompt: "raw" }).ToList();
        Assert.Equal([0, 1, 2, 3], merged.Select(l => l.Layer));
        Assert.Equal(0, merged[0].Rms);
        Assert.True(merged[1].Rms < merged[2].Rms && merged[2].Rms < merged[3].Rms);
        Assert.Equal(1, result.Find("merged.bf16.bf16.bf16", "raw")!.FirstDriftingLayer);
        Assert.Null(result.Find("attached.bf16", "raw")!.FirstDriftingLayer);
    }

    [Fact]
    public void Run_Hash_IsThatOfAllRowsAsLittleEndianFp32()
    {
        var rows = new List<byte>();
        var observer = new Rows(block =>
        {
            if (block.Prompt == 1)
                rows.AddRange(System.Runtime.InteropServices.MemoryMarshal.AsBytes(block.Rows(1)).ToArray());
        });

        var result = Run(Plan, Local with { Observer = observer });

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(rows.ToArray())), result.Find("attached.bf16", "raw")!.Trace.LogitsHash);
    }

    [Fact]
    public void Run_EngineYieldsTooFewRows_IsNamed()
    {
        var engine = new ShortEngine();

        var fault = Assert.Throws<InvalidOperationException>(() => ParityRunner.Run(Plan, engine, Local, CancellationToken.None));

        Assert.Equal("The engine yielded 0 rows of logits for 'attached.fp32' on prompt 'players', where 1 were expected.", fault.Message);
    }

    [Fact]
    public void Run_NoAdapters_TakesFloorsFromTheBase()
    {
        var plan = Plan with { Adapters = [], Variants = [Variant.None(Precision.Bf16)], Reference = Variant.None(Precision.Fp32) };

        var floor = Run(plan, Local).Floors.Single(f => f.Prompt is null);

        Assert.Equal((Precision.Bf16, "none.bf16", "none.fp32"), (floor.Compute, floor.Variant, floor.Against));
    }

    [Fact]
    public void Run_BlocksOfAnySize_GiveTheSameResults()
    {
        var whole = ParityRunner.Run(Plan, new ScriptedEngine(new EngineScript { BlockRows = 1000 }), Local, CancellationToken.None);
        var rows = ParityRunner.Run(Plan, new ScriptedEngine(new EngineScript { BlockRows = 1 }), Local, CancellationToken.None);

        Assert.Equal(whole.Cases.Select(c => c.Trace.LogitsHash), rows.Cases.Select(c => c.Trace.LogitsHash));
        Assert.Equal(whole.Cases.Select(c => c.Message), rows.Cases.Select(c => c.Message));
    }

    [Fact]
    public void Run_FreeDecoding_ComparesWhatEachVariantSays()
    {
        var script = new EngineScript { ComputeNoise = v => v.Compute == Precision.Bf16 ? 2 : 0 };

        var result = ParityRunner.Run(Plan with { Decode = DecodeMode.Free }, new ScriptedEngine(script), Local, CancellationToken.None);

        var (reference, bf16) = (result.Find("attached.fp32", "players")!.Trace, result.Find("attached.bf16", "players")!);
        Assert.Equal(reference.Tokens, bf16.Trace.ScoredTokens);
        Assert.NotEqual(reference.Tokens, bf16.Trace.Tokens);
        Assert.Equal(reference.Tokens.Zip(bf16.Trace.Tokens).TakeWhile(t => t.First == t.Second).Count(), bf16.Metrics!.FirstDivergence!.Step);
    }

    [Fact]
    public void Run_Classifier_ComparesOneRowAPromptAndNoTokens()
    {
        var script = new EngineScript { Output = OutputKind.Labels, Width = 3 };

        var result = ParityRunner.Run(Plan, new ScriptedEngine(script), Approving, CancellationToken.None);

        Assert.True(result.Passed);
        var bf16 = result.Find("attached.bf16", "players")!;
        Assert.Single(bf16.Metrics!.Positions);
        Assert.Empty(bf16.Trace.Tokens);
        Assert.Null(bf16.Metrics.LogPerplexityDifference);
    }

    [Fact]
    public void Run_EngineFails_LeavesNoFile()
    {
        var engine = new ScriptedEngine(new EngineScript { Fault = new InvalidOperationException("gone") });

        Assert.Throws<InvalidOperationException>(() => ParityRunner.Run(Plan, engine, Local, CancellationToken.None));

        Assert.False(Directory.Exists(Plan.Snapshots.Directory));
    }

    [Fact]
    public void Run_Cancelled_LeavesNoFile()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => ParityRunner.Run(Plan, new ScriptedEngine(), Local, cancelled.Token));

        Assert.False(Directory.Exists(Plan.Snapshots.Directory));
    }

    private static RunResult Run(ParityPlan plan, ParityRunOptions options) =>
        ParityRunner.Run(plan, new ScriptedEngine(), options, CancellationToken.None);

    private sealed class Rows(Rows.Reader read) : ITraceSink
    {
        public delegate void Reader(LogitsBlock block);

        public void OnStart(RunLayout layout)
        {
        }

        public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens)
        {
        }

        public void OnLogits(in LogitsBlock block) => read(block);
    }

    private sealed class ShortEngine : IParityEngine
    {
        public string Name => "short";

        public void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken) => sink.OnStart(new RunLayout
        {
            PromptTokens = [[1], [1]],
            LogitsWidth = 4,
            Environment = new Dictionary<string, string>(),
            DeviceFamily = "cpu",
            Fingerprints = new Dictionary<string, string>(),
        });

        public void Dispose()
        {
        }
    }
}
