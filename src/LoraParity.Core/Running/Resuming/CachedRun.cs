using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.Running.Caching;
using LoraParity.Running.Design;
using LoraParity.Running.Recording;
using LoraParity.Running.Sharding;
using LoraParity.Snapshots;

namespace LoraParity.Running.Resuming;

/// <summary>
/// A run that takes from the cache what is there and computes the rest, a window of prompts after the other, so that a run that is
/// killed leaves what it has finished.
/// </summary>
internal sealed class CachedRun
{
    // A window should take this long: what a killed run loses at most, against one walk over the weights a window.
    private const double SecondsPerWindow = 300;

    private readonly ParityPlan _plan;
    private readonly RunDesign _design;
    private readonly ParityRunOptions _options;
    private readonly IParityEngine _engine;
    private readonly RunLayout _layout;
    private readonly TraceCache _cache;
    private readonly CacheKeys _keys;
    private readonly int[] _wanted;
    private readonly HashSet<(int Variant, int Prompt)> _known = [];
    private readonly List<RunTimings> _timings = [];

    private CachedRun(ParityPlan plan, RunDesign design, ParityRunOptions options, IParityEngine engine, RunLayout layout)
    {
        (_plan, _design, _options, _engine, _layout) = (plan, design, options, engine, layout);
        _cache = options.Cache!;
        _keys = new CacheKeys(plan, design, layout, engine, options);
        // The reference's own trace is needed for every other.
        _wanted = [.. design.CaseVariants.Select(design.IndexOf).Append(design.Reference).Distinct()];
    }

    /// <summary>Prepares a run; null where the cache is not to be used, or the engine cannot tell beforehand what it would run on.</summary>
    public static CachedRun? TryBegin(ParityPlan plan, RunDesign design, ParityRunOptions options, IParityEngine engine, CancellationToken cancellationToken)
    {
        var usable = options is { Cache: not null, Update: SnapshotUpdate.None, Observer: null }
            && options.RowsFolder(plan) is null
            && design.Prompts.Count > 0
            && design.CaseVariants.All(v => design.Prompts.All(p => design.Wants(v, p)));
        return usable && engine.Describe(design.Request, progress => options.Progress?.Report(progress), cancellationToken) is { } layout
            ? new CachedRun(plan, design, options, engine, layout)
            : null;
    }

    /// <summary>Fills a recorder with the whole run.</summary>
    public void Complete(TraceRecorder recorder, CancellationToken cancellationToken)
    {
        recorder.OnStart(_layout);
        for (var prompt = 0; prompt < _design.Prompts.Count; prompt++)
            Restore(recorder, prompt);
        var weightsKnown = RestoreWeights(recorder);
        var fromCache = _known.Count;
        _options.Progress?.Report(new RunProgress($"{fromCache} of {_design.Prompts.Count * _wanted.Length} traces known", 0));
        RunMissing(recorder, weightsKnown, cancellationToken);
        if (fromCache == 0 && _timings.Count > 0)
            recorder.OnEnd(Total());
        _cache.Trim();
    }

    private void Restore(TraceRecorder recorder, int prompt)
    {
        var found = new Dictionary<int, CachedCase>();
        foreach (var variant in _wanted)
        {
            if (_cache.Read(_keys.OfCase(variant, prompt)) is { } bytes && CachedCaseFormat.Read(bytes) is { } known
                && CachedCases.Answers(known, recorder.Scan(variant, prompt)))
            {
                found[variant] = known;
            }
        }

        if (!found.TryGetValue(_design.Reference, out var reference) || (!CacheKeys.IsReproducible(_layout) && found.Count < _wanted.Length))
            return;
        foreach (var (variant, known) in found.Where(f => f.Value.ReferenceHash == reference.Hash))
            Take(recorder, variant, prompt, known);
    }

    private void Take(TraceRecorder recorder, int variant, int prompt, CachedCase known)
    {
        if (_known.Add((variant, prompt)))
            recorder.Restore(variant, prompt, known);
    }

    private bool RestoreWeights(TraceRecorder recorder)
    {
        var found = _plan.Variants.Where(_design.WantsWeights).Select(v => _cache.Read(_keys.OfWeights(v))).ToList();
        if (found.Contains(null))
            return false;
        recorder.Restore(found.SelectMany(bytes => JsonSerializer.Deserialize<WeightSurvival[]>(bytes, Json)!));
        return true;
    }

    private void RunMissing(TraceRecorder recorder, bool weightsKnown, CancellationToken cancellationToken)
    {
        var prompts = Enumerable.Range(0, _design.Prompts.Count).Where(p => Array.Exists(_wanted, v => !_known.Contains((v, p)))).ToList();
        if (prompts.Count == 0 && !weightsKnown)
            prompts.Add(0);
        if (prompts.Count == 0)
            return;
        var (all, budget) = (prompts.Count, _cache.FirstWindow);
        var perToken = (_layout.Parameters ?? RunCost.Parameters(_plan.BasePath) ?? 1) * _design.Variants.Count;
        while (prompts.Count > 0)
        {
            var (window, cost) = Window(prompts, perToken, budget);
            var clock = Stopwatch.StartNew();
            var progress = new WindowProgress(_options.Progress, all - prompts.Count, window.Count, all);
            RunWindow(recorder, window, _options with { Weights = _options.Weights && !weightsKnown, Progress = progress }, cancellationToken);
            weightsKnown = true;
            prompts.RemoveRange(0, window.Count);
            budget = Math.Max(_cache.FirstWindow, cost / clock.Elapsed.TotalSeconds * SecondsPerWindow);
        }
    }

    private (List<int> Prompts, double Cost) Window(List<int> prompts, double perToken, double budget)
    {
        var (window, cost) = (new List<int>(), 0.0);
        foreach (var prompt in prompts)
        {
            var own = perToken * (_layout.PromptTokens[prompt].Count + _design.Prompts[prompt].MaxNewTokens);
            if (window.Count > 0 && cost + own > budget)
                break;
            window.Add(prompt);
            cost += own;
        }

        return (window, cost);
    }

    private void RunWindow(TraceRecorder outer, List<int> prompts, ParityRunOptions options, CancellationToken cancellationToken)
    {
        options = options with { Selection = prompts.SelectMany(Missing).ToHashSet() };
        var design = new RunDesign(_plan, options);
        using var recorder = new TraceRecorder(_plan, design, options);
        _engine.Run(design.Request, recorder, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        RequireSameFiles(recorder.Layout);
        for (var prompt = 0; prompt < prompts.Count; prompt++)
        {
            foreach (var variant in _wanted.Where(v => !_known.Contains((v, prompts[prompt]))))
                Keep(outer, variant, prompts[prompt], CachedCases.Of(design, recorder, design.IndexOf(_design.Variants[variant]), prompt));
        }

        if (options.Weights)
            KeepWeights(outer, recorder);
        if (recorder.Timings is { } timings)
            _timings.Add(timings);
    }

    // Where only the reference is missing, or only the weights, any case brings them.
    private IEnumerable<CaseId> Missing(int prompt)
    {
        var missing = _design.CaseVariants.Where(v => !_known.Contains((_design.IndexOf(v), prompt))).DefaultIfEmpty(_design.CaseVariants[0]);
        return missing.Select(v => new CaseId(v.Key, _design.Prompts[prompt].Id));
    }

    private void Keep(TraceRecorder outer, int variant, int prompt, CachedCase known)
    {
        _cache.Write(_keys.OfCase(variant, prompt), CachedCaseFormat.Write(known));
        Take(outer, variant, prompt, known);
    }

    private void KeepWeights(TraceRecorder outer, TraceRecorder recorder)
    {
        var all = recorder.Weights.ToLookup(w => w.Variant);
        foreach (var variant in _plan.Variants.Where(_design.WantsWeights))
            _cache.Write(_keys.OfWeights(variant), JsonSerializer.SerializeToUtf8Bytes(all[variant.Key].ToArray(), Json));
        outer.Restore(recorder.Weights);
    }

    private void RequireSameFiles(RunLayout layout)
    {
        foreach (var (name, hash) in layout.Fingerprints)
        {
            if (_layout.Fingerprints.TryGetValue(name, out var before) && before != hash)
                throw new InputException($"'{name}' of '{_plan.Name}' changed while it was run. Run it again when nothing writes to the models' folders.");
        }
    }

    private RunTimings Total() => new(
        _timings.SelectMany(t => t.Stages).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Value)),
        _timings.Max(t => t.PeakBytes));

    private static JsonSerializerOptions Json { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
