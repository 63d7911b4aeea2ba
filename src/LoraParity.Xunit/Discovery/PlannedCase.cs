using LoraParity.Matrix;
using LoraParity.Running;

namespace LoraParity.Xunit.Discovery;

/// <summary>One case of a plan and its place in the spec.</summary>
internal readonly record struct PlannedCase(CaseKey Key, int Line, int Column)
{
    /// <summary>All cases of a plan: the weights where there are merged ones, then variant by variant every prompt.</summary>
    public static IEnumerable<PlannedCase> Of(ParityPlan plan) => Weights(plan).Concat(
        from variant in plan.Variants
        let key = variant.Key
        from prompt in plan.Prompts
        select new PlannedCase(new CaseKey(key, prompt.Id), prompt.Location.Line, prompt.Location.Column));

    private static IEnumerable<PlannedCase> Weights(ParityPlan plan) =>
        plan.Variants.Any(v => v.Application is Application.Merged or Application.Checkpoint) ? [new PlannedCase(CaseKey.Weights, 1, 1)] : [];
}
