using LoraParity.Diagnostics;
using LoraParity.Engines;

namespace LoraParity.Reporting.Results;

/// <summary>Joins the shards' parts of one spec, in the order in which one process would have written them.</summary>
internal sealed class SpecMerge
{
    private readonly ShardSpecRecord _spec;
    private readonly IReadOnlyList<(string File, SpecRecord Record)> _parts;

    /// <summary>Prepares.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="shards">All shards, in order.</param>
    public SpecMerge(ShardSpecRecord spec, IReadOnlyList<ShardPart> shards) =>
        (_spec, _parts) = (spec, [.. shards.Where(s => s.Of(spec.Spec) is not null).Select(s => (s.File, s.Of(spec.Spec)!))]);

    private IEnumerable<SpecRecord> Records => _parts.Select(p => p.Record);

    /// <summary>The whole spec's record.</summary>
    /// <exception cref="InputException">The parts do not fit together.</exception>
    public SpecRecord Join()
    {
        RequireEachVariantOnce();
        foreach (var part in _parts.Skip(1))
            RequireSameRun(part.File, part.Record);
        var cases = ByVariant(r => r.Cases, c => c.Variant);
        return Records.First() with
        {
            Environment = Environment(),
            Fingerprints = Sorted(Records.SelectMany(r => r.Fingerprints).DistinctBy(f => f.Key)),
            Variants = ByVariant(r => r.Variants, v => v.Key),
            Prompts = Prompts(cases),
            Pieces = new SortedDictionary<int, string>(Records.SelectMany(r => r.Pieces).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value)),
            Cases = cases,
            Floors = [.. Records.SelectMany(r => r.Floors).DistinctBy(f => (f.Compute, f.Prompt)).OrderBy(f => f.Compute)],
            LayerCurves = ByVariant(r => r.LayerCurves, c => c.Variant),
            Weights = ByVariant(r => r.Weights, w => w.Variant),
            Orphans = [.. Records.SelectMany(r => r.Orphans).Distinct().Order(StringComparer.Ordinal)],
            Timings = Timings(),
        };
    }

    private void RequireEachVariantOnce()
    {
        foreach (var variant in _spec.Variants)
        {
            var owners = _parts.Where(p => p.Record.Variants.Any(v => v.Key == variant)).Select(p => p.File).ToList();
            if (owners.Count != 1)
            {
                throw new InputException(
                    $"'{variant}' of '{_spec.Spec}' is in {(owners.Count == 0 ? "no shard's result" : $"both '{owners[0]}' and '{owners[1]}'")}: "
                    + "the shards were split differently. Give all of them the same specs, models and times.");
            }
        }
    }

    private void RequireSameRun(string file, SpecRecord record)
    {
        var (firstFile, first) = _parts[0];
        if (record.Engine != first.Engine || record.DeviceFamily != first.DeviceFamily)
        {
            throw new InputException(
                $"'{_spec.Spec}' ran on engine '{first.Engine}' and '{first.DeviceFamily}' in '{firstFile}', on '{record.Engine}' and '{record.DeviceFamily}' in '{file}': run all shards on machines of one kind.");
        }

        foreach (var (name, hash) in record.Fingerprints)
        {
            if (_parts.FirstOrDefault(p => p.Record.Fingerprints.TryGetValue(name, out var other) && other != hash) is { File: { } otherFile })
                throw new InputException($"'{name}' of '{_spec.Spec}' is not the same in '{otherFile}' and '{file}': run all shards on the same files.");
        }
    }

    private List<T> ByVariant<T>(Func<SpecRecord, IEnumerable<T>> items, Func<T, string> variant)
    {
        var all = Records.SelectMany(items).ToLookup(variant);
        return [.. _spec.Variants.Union(all.Select(g => g.Key)).SelectMany(v => all[v])];
    }

    private List<PromptRecord> Prompts(IEnumerable<CaseRecord> cases)
    {
        var all = Records.SelectMany(r => r.Prompts).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        return [.. cases.Select(c => c.Prompt).Distinct().Select(id => all[id])];
    }

    // Machines of one family may still differ in what they say of themselves.
    private SortedDictionary<string, string> Environment() => Sorted(
        from entry in Records.SelectMany(r => r.Environment)
        group entry.Value by entry.Key into values
        select KeyValuePair.Create(values.Key, string.Join(", ", values.Distinct().Order(StringComparer.Ordinal))));

    private RunTimings? Timings()
    {
        var all = Records.Select(r => r.Timings).ToList();
        if (all.Contains(null))
            return null;
        var stages = all.SelectMany(t => t!.Stages).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Value));
        return new RunTimings(stages, all.Max(t => t!.PeakBytes));
    }

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal);
}
