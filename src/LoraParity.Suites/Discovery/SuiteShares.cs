using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Running.Sharding;

namespace LoraParity.Suites.Discovery;

/// <summary>What this process runs of a suite: everything, or the shard that the environment names.</summary>
internal static class SuiteShares
{
    /// <summary>The share of each plan.</summary>
    /// <param name="plans">All plans of a suite.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="problem">What is wrong with the variables; then every share is the whole, so that no test is left out unseen.</param>
    public static IReadOnlyList<SpecShare> Of(IReadOnlyList<ParityPlan> plans, Func<string, string?> variable, out SpecError? problem)
    {
        problem = null;
        try
        {
            if (Shard.Detect(variable) is { } shard)
                return [.. ShardPlanner.Split(plans, shard, Times(variable)).Select(variants => new SpecShare(variants))];
        }
        catch (InputException e)
        {
            problem = new SpecError("shard", e.Message);
        }

        return [.. plans.Select(_ => SpecShare.Whole)];
    }

    private static MeasuredTimes? Times(Func<string, string?> variable) =>
        variable(MeasuredTimes.Variable) is { Length: > 0 } path ? MeasuredTimes.Read(path) : null;
}
