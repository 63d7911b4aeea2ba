using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Reports;
using LoraParity.Running.Design;
using LoraParity.Running.Recording;
using LoraParity.Snapshots;
using LoraParity.Traces;

namespace LoraParity.Running;

/// <summary>Turns what was recorded into results.</summary>
internal sealed class RunJudge
{
    // Where the spec sets no multiple of the noise floor, layers are held against the one that specs start with.
    private const double DefaultNoise = 3;

    private readonly ParityPlan _plan;
    private readonly RunDesign _design;
    private readonly TraceRecorder _recorder;
    private readonly TraceBuilder _traces;
    private readonly SnapshotCheck? _snapshots;
    private readonly string? _rowsFolder;
    private readonly Dictionary<(Precision Compute, string? Prompt), NoiseFloor> _floors;

    public RunJudge(ParityPlan plan, RunDesign design, TraceRecorder recorder, ParityRunOptions options)
    {
        (_plan, _design, _recorder) = (plan, design, recorder);
        _traces = new TraceBuilder(plan, design, recorder);
        _rowsFolder = options.Snapshots ? null : options.RowsFolder(plan);
        if (options.Snapshots)
            _snapshots = new SnapshotCheck(new SnapshotStore(plan.Snapshots.Directory, options.ContinuousIntegration), options.Update, recorder.Layout);
        _floors = FloorBuilder.Build(design, recorder).ToDictionary(f => (f.Compute, f.Prompt));
    }

    /// <summary>The result of the run.</summary>
    public RunResult Result(string engine) => new()
    {
        Plan = _plan,
        Engine = engine,
        Layout = _recorder.Layout,
        Cases = [.. Cases()],
        Floors = [.. _floors.Values],
        Layers = [.. Layers()],
        Weights = [.. _plan.Variants.SelectMany(v => _recorder.Weights.Where(w => w.Variant == v.Key))],
        Orphans = _snapshots?.Orphans(_plan) ?? [],
        Timings = _recorder.Timings,
    };

    private IEnumerable<CaseResult> Cases() =>
        from variant in _design.CaseVariants
        from prompt in Enumerable.Range(0, _design.Prompts.Count)
        where _design.Wants(variant, _design.Prompts[prompt])
        select Case(variant, prompt);

    private CaseResult Case(Variant variant, int prompt)
    {
        var judged = Judged(variant, prompt);
        var checks = Judge.Check(judged);
        var snapshot = _snapshots?.Check(judged) ?? SnapshotState.Off;
        var verdict = new Verdict
        {
            Outcome = Worse(Judge.Outcome(judged, checks), snapshot.Outcome),
            Checks = checks,
            Notes = [.. Notes.Of(judged, checks, _recorder.Layout), .. snapshot.Notes],
        };
        return new CaseResult
        {
            Variant = variant,
            Prompt = judged.Prompt,
            Trace = judged.Trace with { Origin = Origin(judged) },
            Metrics = judged.Metrics,
            Split = judged.Split,
            FirstDriftingLayer = judged.Layer,
            Tolerance = judged.Tolerance,
            Verdict = verdict,
            Message = new CaseReport(judged, checks, verdict, snapshot, _recorder.Layout).Write(),
            VerifiedPath = snapshot.Verified,
            ReceivedPath = snapshot.Received,
        };
    }

    private TraceOrigin Origin(CaseEvidence judged) => new()
    {
        Plan = _plan,
        Variant = judged.Variant,
        Prompt = judged.Prompt,
        Layout = _recorder.Layout,
        Floor = judged.Floor,
        RowsPath = _rowsFolder is null
            ? null
            : ReceivedRows.PathOf(
                Path.GetFullPath(_rowsFolder),
                SnapshotNames.VerifiedName(_plan, judged.Variant.Key, judged.Prompt.Id, _recorder.Layout.DeviceFamily)),
    };

    private CaseEvidence Judged(Variant variant, int prompt)
    {
        var (index, id) = (_design.IndexOf(variant), _design.Prompts[prompt].Id);
        var judged = new CaseEvidence
        {
            Plan = _plan,
            Variant = variant,
            Prompt = _design.Prompts[prompt],
            Tolerance = _plan.Tolerance.For(variant, id),
            Reference = _traces.Trace(_design.Reference, prompt),
            Trace = _traces.Trace(index, prompt),
            Scan = _recorder.Scan(index, prompt),
            Floor = _floors.GetValueOrDefault((variant.Compute, id)),
        };
        if (index == _design.Reference)
            return judged with { NonFinite = InReference(prompt) };
        var drift = _recorder.Drift(_design.Total(variant), prompt);
        return judged with
        {
            Metrics = CaseMetricsBuilder.Build(drift, judged.Reference, judged.Trace),
            NonFinite = drift.NonFinite,
            Split = Split(variant, prompt, judged.Floor),
            Layer = FirstDriftingLayer(variant, prompt, judged.Tolerance.Noise ?? DefaultNoise),
        };
    }

    private NonFiniteLogit? InReference(int prompt) => _recorder.Track(_design.Reference, prompt).NonFinite is { } bad
        ? new NonFiniteLogit(bad.Position, bad.Token, bad.Value, InReference: true)
        : null;

    private DriftSplit Split(Variant variant, int prompt, NoiseFloor? floor) => new()
    {
        Total = _recorder.Drift(_design.Total(variant), prompt).Size,
        MergeLoss = Size(_design.MergeLoss(variant), prompt),
        ComputeNoise = Size(_design.ComputeNoise(variant), prompt),
        Floor = floor,
    };

    private DriftSize? Size(PairId? pair, int prompt) => pair is { } p ? _recorder.Drift(p, prompt).Size : null;

    private int? FirstDriftingLayer(Variant variant, int prompt, double noise)
    {
        if (_design.Floors.FirstOrDefault(f => f.Compute == variant.Compute) is not { } floor)
            return null;
        var (own, floors) = (_recorder.Hidden.Of(_design.Total(variant), prompt), _recorder.Hidden.Of(floor.Pair, prompt));
        foreach (var (layer, drift) in own)
        {
            if (!(drift.Rms <= noise * floors[layer].Rms))
                return layer;
        }

        return null;
    }

    private IEnumerable<LayerDrift> Layers() =>
        from variant in _design.CaseVariants
        where _design.IndexOf(variant) != _design.Reference
        from prompt in Enumerable.Range(0, _design.Prompts.Count)
        from layer in _recorder.Hidden.Of(_design.Total(variant), prompt)
        select new LayerDrift(variant.Key, _design.Prompts[prompt].Id, layer.Key, layer.Value.Rms, layer.Value.Relative);

    private static Outcome Worse(Outcome drift, Outcome snapshot) => drift == Outcome.Passed ? snapshot : drift;
}
