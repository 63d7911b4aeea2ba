using LoraParity.Plans;
using LoraParity.Running.Sharding;

namespace LoraParity.Reporting.Results;

/// <summary>Which part of a suite a document holds, with what is needed to join it with the others.</summary>
/// <param name="Index">Which one, from 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Specs">All specs of the suite, whether the shard has a part in them or not, in the order of their paths.</param>
public sealed record ShardRecord(int Index, int Count, IReadOnlyList<ShardSpecRecord> Specs)
{
    /// <summary>Makes the record.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="suite">All plans with the cases that the shards run together.</param>
    /// <param name="root">Absolute path of the folder that paths are given from.</param>
    public static ShardRecord Of(Shard shard, IEnumerable<(ParityPlan Plan, IReadOnlySet<CaseId> Cases)> suite, string root)
    {
        var paths = new RelativePaths(root);
        return new ShardRecord(shard.Index, shard.Count, [.. suite.Select(s => Spec(s.Plan, s.Cases, paths)).OrderBy(s => s.Spec, StringComparer.Ordinal)]);
    }

    private static ShardSpecRecord Spec(ParityPlan plan, IReadOnlySet<CaseId> cases, RelativePaths paths) => new(
        paths.Of(plan.SpecPath),
        plan.SpecHash,
        [.. plan.Variants.Select(v => v.Key).Where(v => cases.Any(c => c.Variant == v))]);
}
