using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Suites.Discovery;

/// <summary>One case of a plan and its place in the spec.</summary>
internal readonly record struct PlannedCase(CaseKey Key, int Line, int Column)
{
    /// <summary>All cases of a plan: the weights where there are merged ones, then variant by variant every prompt.</summary>
    public static IEnumerable<PlannedCase> Of(ParityPlan plan) => Of(plan, SpecShare.Whole);

    /// <summary>The same for this process's share of the plan.</summary>
    public static IEnumerable<PlannedCase> Of(ParityPlan plan, SpecShare share)
    {
        var variants = plan.Variants.Where(v => share.Holds(v.Key)).ToList();
        return Weights(variants).Concat(
            from variant in variants
            let key = variant.Key
            from prompt in plan.Prompts
            select new PlannedCase(new CaseKey(key, prompt.Id), prompt.Location.Line, prompt.Location.Column));
    }

    private static IEnumerable<PlannedCase> Weights(IEnumerable<Variant> variants) =>
        variants.Any(v => v.Application is Application.Merged or Application.Checkpoint) ? [new PlannedCase(CaseKey.Weights, 1, 1)] : [];
}
