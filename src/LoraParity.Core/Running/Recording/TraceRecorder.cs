using LoraParity.Engines;
using LoraParity.Hashing;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Running.Caching;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.Traces;

namespace LoraParity.Running.Recording;

/// <summary>
/// Measures what an engine yields while it comes: of all logits only the drift of each pair, the top of each row and a hash stay.
/// </summary>
internal sealed class TraceRecorder(ParityPlan plan, RunDesign design, ParityRunOptions options) : ITraceSink, IDisposable
{
    private readonly Dictionary<(int Variant, int Prompt), TraceTrack> _tracks = [];
    private readonly Dictionary<(PairId Pair, int Prompt), PairDrift> _drifts = [];
    private readonly Dictionary<(int Variant, int Prompt), LogitsBoundScan> _scans = [];
    private readonly HiddenDrifts _hidden = new(design.Pairs);
    private readonly List<WeightSurvival> _weights = [];
    private readonly ReceivedRows _received = new(options.RowsFolder(plan) ?? "");
    private BlockComparer? _comparer;

    /// <summary>What the engine said before it began.</summary>
    /// <exception cref="InvalidOperationException">It has not said anything.</exception>
    public RunLayout Layout
    {
        get => field ?? throw new InvalidOperationException("The engine ended without announcing a layout.");
        private set;
    }

    /// <summary>Where time and memory went, or null.</summary>
    public RunTimings? Timings { get; private set; }

    /// <summary>How its work is spread, once the engine has begun.</summary>
    public ParallelOptions Parallelism => _comparer!.Parallelism;

    /// <summary>What merging did to weights.</summary>
    public IReadOnlyList<WeightSurvival> Weights => _weights;

    /// <summary>Drift of hidden states.</summary>
    public HiddenDrifts Hidden => _hidden;

    /// <summary>The drift of a measured pair on a prompt.</summary>
    public PairDrift Drift(PairId pair, int prompt) => _drifts[(pair, prompt)];

    /// <summary>What the variant yielded on a prompt.</summary>
    public TraceTrack Track(int variant, int prompt) => _tracks[(variant, prompt)];

    /// <summary>The entries of a case that exceed its bounds on logits; null where it has none.</summary>
    public LogitsBoundScan? Scan(int variant, int prompt) => _scans.GetValueOrDefault((variant, prompt));

    /// <summary>The reference's tokens on a prompt.</summary>
    public IReadOnlyList<int> ReferenceTokens(int prompt) => _tracks[(design.Reference, prompt)].Decoded ?? [];

    /// <summary>Takes a case that an earlier run recorded, in place of what the engine would yield.</summary>
    /// <param name="variant">Index of the variant.</param>
    /// <param name="prompt">Index of the prompt.</param>
    /// <param name="known">The case; its pairs are all of this design.</param>
    public void Restore(int variant, int prompt, CachedCase known)
    {
        _tracks[(variant, prompt)].Restore(known.Decoded, known.Positions, known.Choices, known.NonFinite, known.Hash);
        foreach (var pair in known.Pairs)
            Restore(new PairId(design.IndexOf(pair.Variant), design.IndexOf(pair.Against)), prompt, pair);
        if (known.Scan is { } found && _scans.TryGetValue((variant, prompt), out var scan) && scan.Bounds == found.Bounds)
            scan.Restore(found.Entries, found.Rows, found.MaxAbsBeyondRel, found.RelBeyondMaxAbs, found.Worst);
    }

    /// <summary>Takes what an earlier run measured on weights.</summary>
    public void Restore(IEnumerable<WeightSurvival> weights) => _weights.AddRange(weights);

    /// <inheritdoc />
    public void OnStart(RunLayout layout)
    {
        Layout = layout;
        _comparer = new BlockComparer(layout.LogitsWidth, Math.Max(RowComparer.TopCount, plan.Snapshots.TopK), plan.Engine.Threads);
        for (var prompt = 0; prompt < design.Prompts.Count; prompt++)
            Prepare(prompt);
        options.Observer?.OnStart(layout);
    }

    /// <inheritdoc />
    public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens)
    {
        if (_tracks.TryGetValue((variant, prompt), out var track))
            track.Decoded = tokens.ToArray();
        options.Observer?.OnTokens(variant, prompt, tokens);
    }

    /// <inheritdoc />
    public void OnLogits(in LogitsBlock block)
    {
        if (block.Count == 0)
            return;
        var groups = new ReadOnlyMemory<float>[block.Groups];
        for (var g = 0; g < groups.Length; g++)
            groups[g] = block.GroupMemory(g);
        var share = new int[block.Variants];
        for (var v = 0; v < share.Length; v++)
            share[v] = block.Group(v);
        Record(new SharedRows(block.Prompt, block.FirstPosition, block.Count, groups, share));
        options.Observer?.OnLogits(block);
    }

    /// <inheritdoc />
    public void OnHidden(in HiddenBlock block)
    {
        _hidden.Add(block);
        options.Observer?.OnHidden(block);
    }

    /// <inheritdoc />
    public void OnWeights(WeightSurvival survival)
    {
        if (plan.Variants.Any(v => v.Key == survival.Variant && design.WantsWeights(v)))
            _weights.Add(survival);
        options.Observer?.OnWeights(survival);
    }

    /// <inheritdoc />
    public void OnProgress(RunProgress progress)
    {
        options.Progress?.Report(progress);
        options.Observer?.OnProgress(progress);
    }

    /// <inheritdoc />
    public void OnEnd(RunTimings timings)
    {
        Timings = timings;
        options.Observer?.OnEnd(timings);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var track in _tracks.Values)
            track.Dispose();
        _received.Dispose();
    }

    private void Restore(PairId id, int prompt, CachedPair known)
    {
        var drift = _drifts[(id, prompt)] = new PairDrift();
        drift.Add(known.Rows);
        if (known.NonFinite is { } bad)
            drift.Add(bad);
        if (known.Layers.Count > 0)
            _hidden.Restore(id, prompt, known.Layers);
    }

    private void Prepare(int prompt)
    {
        foreach (var variant in design.CaseVariants.Select(design.IndexOf).Append(design.Reference).Distinct())
            _tracks[(variant, prompt)] = new TraceTrack();
        foreach (var pair in design.Pairs)
            _drifts[(pair, prompt)] = new PairDrift();
        foreach (var variant in design.CaseVariants.Where(v => design.IndexOf(v) != design.Reference))
        {
            if (plan.Tolerance.For(variant, design.Prompts[prompt].Id).Logits is { } bounds)
                _scans[(design.IndexOf(variant), prompt)] = new LogitsBoundScan(bounds);
        }
    }

    private void Record(SharedRows rows)
    {
        if (options.RowsFolder(plan) is not null)
            Keep(rows);
        Parallel.Invoke(Parallelism, () => Hash(rows), () => Measure(rows));
    }

    private void Hash(SharedRows rows)
    {
        var tracks = Tracks(rows.Prompt).ToList();
        LogitsHash.Append([.. tracks.Select(t => t.Value.Hashing)], [.. tracks.Select(t => rows.Groups[rows.Share[t.Key.Variant]])], Parallelism);
    }

    private void Measure(SharedRows rows)
    {
        var summaries = _comparer!.Summarize(rows.Groups, rows.Count);
        var pairs = design.Pairs.Select(p => (rows.Share[p.Variant], rows.Share[p.Against])).Distinct().ToList();
        var drifts = _comparer.Compare(rows.Groups, summaries, pairs, Next(rows));
        foreach (var pair in design.Pairs)
            Append(_drifts[(pair, rows.Prompt)], pair, rows, summaries, drifts);
        foreach (var (id, track) in Tracks(rows.Prompt))
            track.Add(rows.Of(id.Variant), summaries[rows.Share[id.Variant]]);
        Parallel.ForEach(_scans.Where(s => s.Key.Prompt == rows.Prompt), Parallelism, s => Scan(s.Value, s.Key.Variant, rows, drifts));
    }

    private IEnumerable<KeyValuePair<(int Variant, int Prompt), TraceTrack>> Tracks(int prompt) => _tracks.Where(t => t.Key.Prompt == prompt);

    private void Keep(SharedRows rows)
    {
        var prompt = design.Prompts[rows.Prompt];
        var total = Layout.Output == OutputKind.Labels ? 1 : Layout.PromptTokens[rows.Prompt].Count + ReferenceTokens(rows.Prompt).Count;
        foreach (var variant in design.CaseVariants.Where(v => design.Wants(v, prompt)))
        {
            var name = SnapshotNames.VerifiedName(plan, variant.Key, prompt.Id, Layout.DeviceFamily);
            _received.Add(name, rows.Of(design.IndexOf(variant)), Layout.LogitsWidth, total);
        }
    }

    private static void Append(
        PairDrift drift, PairId pair, SharedRows rows, RowSummary[][] summaries, IReadOnlyDictionary<(int A, int B), RowDrift[]> drifts)
    {
        var (a, b) = (rows.Share[pair.Variant], rows.Share[pair.Against]);
        drift.Add(drifts[(a, b)]);
        for (var row = 0; row < rows.Count && drift.NonFinite is null; row++)
        {
            var inReference = summaries[b][row].NonFinite >= 0;
            var token = summaries[inReference ? b : a][row].NonFinite;
            if (token >= 0)
                drift.Add(new NonFiniteLogit(rows.First + row, token, rows.Row(inReference ? b : a, row)[token], inReference));
        }
    }

    private void Scan(LogitsBoundScan scan, int variant, SharedRows rows, IReadOnlyDictionary<(int A, int B), RowDrift[]> drifts)
    {
        var (a, b) = (rows.Share[variant], rows.Share[design.Reference]);
        for (var row = 0; row < rows.Count; row++)
        {
            var maxAbs = drifts[(a, b)][row].Metrics.MaxAbs;
            if (!double.IsNaN(maxAbs))
                scan.Add(rows.First + row, maxAbs, rows.Row(b, row), rows.Row(a, row));
        }
    }

    private int?[] Next(SharedRows rows)
    {
        var next = new int?[rows.Count];
        if (Layout.Output == OutputKind.Labels)
            return next;
        var (prompt, tokens) = (Layout.PromptTokens[rows.Prompt], ReferenceTokens(rows.Prompt));
        for (var row = 0; row < rows.Count; row++)
        {
            var at = rows.First + row + 1;
            next[row] = at < prompt.Count ? prompt[at] : at - prompt.Count < tokens.Count ? tokens[at - prompt.Count] : null;
        }

        return next;
    }
}
