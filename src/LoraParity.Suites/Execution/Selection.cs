using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Suites.Discovery;

namespace LoraParity.Suites.Execution;

/// <summary>What of a plan has to be run.</summary>
/// <param name="Cases">The cases, or null for all.</param>
/// <param name="Weights">Whether the survival of ΔW is wanted.</param>
/// <param name="Share">This process's share of the plan.</param>
internal sealed record Selection(IReadOnlySet<CaseId>? Cases, bool Weights, SpecShare Share)
{
    /// <summary>The part of a plan that some cases need.</summary>
    /// <param name="plan">The spec as it is now.</param>
    /// <param name="keys">The cases asked for, or null where that is not known: then everything runs.</param>
    /// <param name="share">This process's share of the plan.</param>
    public static Selection Of(ParityPlan plan, IReadOnlySet<CaseKey>? keys, SpecShare share)
    {
        if (keys is null)
            return new Selection(null, true, share);

        var cases = keys.Where(k => k != CaseKey.Weights).Select(k => new CaseId(k.Variant!, k.Prompt!)).ToHashSet();
        cases.IntersectWith(All(plan));
        var weights = keys.Contains(CaseKey.Weights);
        return new Selection(cases.Count > 0 ? cases : EveryMerge(plan), weights, share);
    }

    private static IEnumerable<CaseId> All(ParityPlan plan) =>
        plan.Variants.SelectMany(v => plan.Prompts.Select(p => new CaseId(v.Key, p.Id)));

    /// <summary>The least that runs every merge: the weights alone were asked for.</summary>
    private static HashSet<CaseId> EveryMerge(ParityPlan plan) =>
        [.. plan.Variants.Where(v => v.Application is Application.Merged or Application.Checkpoint).Select(v => new CaseId(v.Key, plan.Prompts[0].Id))];
}
