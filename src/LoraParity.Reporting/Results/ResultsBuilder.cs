using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Reporting.Results;

/// <summary>Turns what runs found into a document.</summary>
public static class ResultsBuilder
{
    /// <summary>Makes the document of some specs.</summary>
    /// <param name="results">What the runs found.</param>
    /// <param name="root">Absolute path of the folder that paths are given from.</param>
    /// <param name="timings">Whether to keep what differs from run to run.</param>
    /// <param name="shard">Which part of a suite they are; null for a whole one.</param>
    public static ResultsDocument Build(IEnumerable<RunResult> results, string root, bool timings = true, ShardRecord? shard = null) => new()
    {
        Shard = shard,
        Tool = $"loraparity {typeof(ResultsBuilder).Assembly.GetName().Version!.ToString(3)}",
        Specs = [.. results.Select(r => Spec(r, new RelativePaths(root), timings)).OrderBy(s => s.Spec, StringComparer.Ordinal)],
    };

    private static SpecRecord Spec(RunResult result, RelativePaths paths, bool timings)
    {
        var plan = result.Plan;
        var cases = result.Cases.Select(c => CaseRecords.Of(c, paths)).ToList();
        var prompts = result.Cases.DistinctBy(c => c.Prompt.Id).Select(c => Prompt(c.Prompt, c.Trace)).ToList();
        return new SpecRecord
        {
            Name = plan.Name,
            Spec = paths.Of(plan.SpecPath),
            SpecSha256 = plan.SpecHash,
            Base = paths.Of(plan.BasePath),
            Adapters = [.. plan.Adapters.Select(a => a with { Path = paths.Of(a.Path) })],
            Checkpoints = [.. plan.Checkpoints.Select(c => c with { Path = paths.Of(c.Path) })],
            Engine = result.Engine,
            DeviceFamily = result.Layout.DeviceFamily,
            Environment = Sorted(result.Layout.Environment),
            Fingerprints = Sorted(result.Layout.Fingerprints),
            Reference = plan.Reference.Key,
            Decode = plan.Decode,
            Output = result.Layout.Output,
            Width = result.Layout.LogitsWidth,
            Layers = result.Layout.Layers,
            Variants = [.. result.Cases.Select(c => c.Variant).DistinctBy(v => v.Key).Select(Variant)],
            Prompts = prompts,
            Pieces = TokenPieces.Of(result.Layout.Decode, result.Layout.Output is OutputKind.Labels ? [] : Tokens(prompts, cases)),
            Cases = cases,
            Floors = [.. result.Floors.Select(f => new FloorRecord(f.Compute, f.Prompt, f.Size.Rms, f.Size.KlMean, f.Variant, f.Against))],
            LayerCurves = Curves(result.Layers),
            Weights = result.Weights,
            Orphans = [.. result.Orphans.Select(paths.Of).Order(StringComparer.Ordinal)],
            Timings = timings ? result.Timings : null,
        };
    }

    private static PromptRecord Prompt(Prompt prompt, Trace trace) =>
        new(prompt.Id, prompt.Location.Line, prompt.MaxNewTokens, trace.PromptTokens);

    private static VariantRecord Variant(Variant v) => new(v.Key, v.Application, v.Merge, v.Save, v.Compute, v.Checkpoint);

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> pairs) =>
        new(pairs.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal);

    private static IEnumerable<int> Tokens(IEnumerable<PromptRecord> prompts, IReadOnlyList<CaseRecord> cases) =>
        prompts.SelectMany(p => p.Tokens)
            .Concat(cases.SelectMany(c => c.Tokens))
            .Concat(cases.SelectMany(c => c.Steps).SelectMany(s => s.Top).Select(t => t.Token));

    private static IReadOnlyList<LayerCurve> Curves(IReadOnlyList<LayerDrift> drifts) =>
    [
        .. drifts.GroupBy(d => (d.Variant, d.Prompt)).Select(g => new LayerCurve(
            g.Key.Variant,
            g.Key.Prompt,
            [.. g.OrderBy(d => d.Layer).Select(d => d.Rms)],
            [.. g.OrderBy(d => d.Layer).Select(d => d.Relative)])),
    ];
}
