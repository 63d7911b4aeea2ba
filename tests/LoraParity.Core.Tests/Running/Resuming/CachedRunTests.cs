using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Caching;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Running.Resuming;

public sealed class CachedRunTests : IDisposable
{
    private static readonly EngineScript Script = new() { Describes = true };
    private readonly TemporaryFolder _folder = new();
    private readonly ParityPlan _plan;

    public CachedRunTests() => _plan = SamplePlans.Small(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Again_ComputesNothingAndSaysTheSame()
    {
        var (fresh, first) = Run(_plan);
        var (known, second) = Run(_plan);

        Assert.Equal((1, 0), (first.Requests.Count, second.Requests.Count));
        AssertSame(fresh, known);
        AssertSame(Uncached(_plan), known);
        Assert.NotNull(fresh.Timings);
        Assert.Null(known.Timings);
    }

    [Fact]
    public void Run_KilledAfterAWindow_GoesOnThere()
    {
        ScriptedEngine? killed = null;
        killed = new ScriptedEngine(Script with
        {
            Edit = (_, _, _, _) =>
            {
                if (killed!.Requests.Count == 2)
                    throw new OperationCanceledException();
            },
        });
        Assert.Throws<OperationCanceledException>(() => ParityRunner.Run(_plan, killed, Options(window: 1), CancellationToken.None));

        var (result, engine) = Run(_plan);

        Assert.Equal(["players", "raw"], killed.Requests.SelectMany(r => r.Prompts).Select(p => p.Id));
        Assert.Equal(["raw"], engine.Requests.SelectMany(r => r.Prompts).Select(p => p.Id));
        Assert.False(engine.Requests[0].WantsWeights);
        AssertSame(Uncached(_plan), result);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(100_000_000_000, 2)]
    public void Run_WindowsFollowTheBasesSize(long? parameters, int windows)
    {
        var (result, engine) = Run(_plan, Script with { Parameters = parameters });

        Assert.Equal(windows, engine.Requests.Count);
        AssertSame(Uncached(_plan), result);
    }

    [Fact]
    public void Run_NewVariant_ComputesThatOne()
    {
        Run(_plan);
        var more = _plan with { Variants = [.. _plan.Variants, Variant.Merged(Precision.Fp16, Precision.Fp16, Precision.Fp16)] };

        var (result, engine) = Run(more);

        Assert.DoesNotContain(engine.Requests.SelectMany(r => r.Variants), v => v.Key == "attached.bf16");
        AssertSame(Uncached(more), result);
    }

    [Fact]
    public void Run_OtherTolerance_TakesTracesAsLongAsTheyAnswer()
    {
        Run(_plan);
        var looser = Bounds(new LogitsTolerance(0.7, 0.1));
        var tighter = Bounds(new LogitsTolerance(1e-3, 1e-3));

        var (loose, looseEngine) = Run(looser);
        var (tight, tightEngine) = Run(tighter);

        Assert.Empty(looseEngine.Requests);
        Assert.Single(tightEngine.Requests);
        AssertSame(Uncached(looser), loose);
        AssertSame(Uncached(tighter), tight);
        Assert.False(tight.Passed);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("adapter")]
    [InlineData("tokenizer")]
    public void Run_OtherFile_ComputesEverything(string name)
    {
        Run(_plan);

        var (_, engine) = Run(_plan, Script with { Fingerprints = new Dictionary<string, string>(Script.Fingerprints) { [name] = new('9', 64) } });

        Assert.Equal(2, Assert.Single(engine.Requests).Prompts.Count);
        Assert.True(engine.Requests[0].WantsWeights);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Run_DamagedEntries_AreComputedAgain(double kept)
    {
        Run(_plan);
        foreach (var file in Directory.GetFiles(_folder["cache"], "*.trace", SearchOption.AllDirectories))
        {
            var whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, whole[..(int)(whole.Length * kept)]);
        }

        var (result, engine) = Run(_plan);

        Assert.Single(engine.Requests);
        AssertSame(Uncached(_plan), result);
    }

    [Fact]
    public void Run_OneEntryGone_ComputesItsCase()
    {
        Run(_plan);
        var files = Directory.GetFiles(_folder["cache"], "*.trace", SearchOption.AllDirectories);

        foreach (var file in files)
        {
            File.Delete(file);
            var (result, engine) = Run(_plan);

            Assert.Single(engine.Requests);
            AssertSame(Uncached(_plan), result);
        }
    }

    [Fact]
    public void Run_DeviceThatDoesNotRepeatItself_ComputesWholePrompts()
    {
        var gpu = Script with { DeviceFamily = "cuda-9.0" };
        Run(_plan, gpu);
        var more = _plan with { Variants = [.. _plan.Variants, Variant.None(Precision.Bf16)] };

        var (again, againEngine) = Run(_plan, gpu);
        var (_, engine) = Run(more, gpu);

        Assert.Empty(againEngine.Requests);
        AssertSame(Uncached(_plan, gpu), again);
        Assert.Superset(more.Variants.Select(v => v.Key).ToHashSet(), engine.Requests[0].Variants.Select(v => v.Key).ToHashSet());
    }

    [Fact]
    public void Run_Approving_ComputesTwiceWhateverIsKnown()
    {
        Run(_plan);
        var engine = new ScriptedEngine(Script);

        ParityRunner.Run(_plan, engine, Options() with { Snapshots = true, ContinuousIntegration = false, Update = SnapshotUpdate.All }, CancellationToken.None);

        Assert.Equal(2, engine.Requests.Count);
    }

    [Fact]
    public void Run_FreeDecodingAndLabels_AreKeptToo()
    {
        var free = _plan with { Decode = DecodeMode.Free };
        var labels = Script with { Output = OutputKind.Labels, Width = 5 };
        AssertSame(Uncached(free), Twice(free, Script));
        AssertSame(Uncached(_plan, labels), Twice(_plan, labels));
    }

    [Fact]
    public void Run_ShareOfTheVariants_IsTakenByTheWhole()
    {
        foreach (var variant in _plan.Variants)
            ParityRunner.Run(_plan, new ScriptedEngine(Script), Options() with { Share = new HashSet<string> { variant.Key } }, CancellationToken.None);

        var (result, engine) = Run(_plan);

        Assert.Empty(engine.Requests);
        AssertSame(Uncached(_plan), result);
    }

    private static void AssertSame(RunResult expected, RunResult actual)
    {
        Assert.Equal(expected.Cases.Select(c => c.Message), actual.Cases.Select(c => c.Message));
        Assert.Equal(expected.Cases.Select(c => c.Trace.LogitsHash), actual.Cases.Select(c => c.Trace.LogitsHash));
        Assert.Equal(expected.Cases.SelectMany(c => c.Trace.Tokens), actual.Cases.SelectMany(c => c.Trace.Tokens));
        Assert.Equal(expected.Cases.SelectMany(c => c.Metrics?.Positions ?? []), actual.Cases.SelectMany(c => c.Metrics?.Positions ?? []));
        Assert.Equal(expected.Cases.SelectMany(c => c.Trace.Positions).SelectMany(p => p.Top), actual.Cases.SelectMany(c => c.Trace.Positions).SelectMany(p => p.Top));
        Assert.Equal(expected.Floors, actual.Floors);
        Assert.Equal(expected.Layers, actual.Layers);
        Assert.Equal(expected.Weights, actual.Weights);
    }

    private RunResult Twice(ParityPlan plan, EngineScript script)
    {
        Run(plan, script);
        var (result, engine) = Run(plan, script);
        Assert.Empty(engine.Requests);
        return result;
    }

    private (RunResult Result, ScriptedEngine Engine) Run(ParityPlan plan, EngineScript? script = null)
    {
        var engine = new ScriptedEngine(script ?? Script);
        return (ParityRunner.Run(plan, engine, Options(), CancellationToken.None), engine);
    }

    private static RunResult Uncached(ParityPlan plan, EngineScript? script = null) =>
        ParityRunner.Run(plan, new ScriptedEngine(script ?? Script), new ParityRunOptions { Snapshots = false }, CancellationToken.None);

    private ParityRunOptions Options(double window = 2e12) =>
        new() { Snapshots = false, Cache = new TraceCache(_folder["cache"]) { FirstWindow = window } };

    private ParityPlan Bounds(LogitsTolerance logits) => _plan with { Tolerance = new ToleranceRules(SamplePlans.Loose with { Logits = logits }, []) };
}
