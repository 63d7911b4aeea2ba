using LoraParity.Plans;

namespace LoraParity.Running.Sharding;

/// <summary>
/// Splits suites between shards by spec and variant, so that shards cost about the same. Every shard computes the same split by
/// itself, from specs and model files alone.
/// </summary>
public static class ShardPlanner
{
    /// <summary>The share of one shard.</summary>
    /// <param name="plans">All plans of the suite, in any order.</param>
    /// <param name="shard">Which shard.</param>
    /// <param name="times">What earlier runs took; null estimates all by parameters × tokens × variants.</param>
    /// <returns>For each plan the keys of its variants that the shard runs; none where it has no part in the plan.</returns>
    public static IReadOnlyList<IReadOnlySet<string>> Split(IReadOnlyList<ParityPlan> plans, Shard shard, MeasuredTimes? times = null)
    {
        var shares = plans.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToList();
        foreach (var (plan, variant, owner) in Assign(plans, shard.Count, Costs(plans, times)))
        {
            if (owner == shard.Index - 1)
                shares[plan].Add(variant);
        }

        return shares;
    }

    // The dearest first, each to the shard that then has least to do.
    private static IEnumerable<(int Plan, string Variant, int Owner)> Assign(IReadOnlyList<ParityPlan> plans, int count, double[] costs)
    {
        var loads = new double[count];
        var begun = new HashSet<(int Shard, int Plan)>();
        foreach (var plan in Order(plans, costs))
        {
            foreach (var variant in plans[plan].Variants)
            {
                var owner = Enumerable.Range(0, count).MinBy(s => loads[s] + Extra(s, plan));
                loads[owner] += Extra(owner, plan);
                begun.Add((owner, plan));
                yield return (plan, variant.Key, owner);
            }
        }

        double Extra(int shard, int plan) => costs[plan] * (begun.Contains((shard, plan)) ? 1 : 1 + RunCost.Overhead);
    }

    // Independent of the order on the command line and of where the checkout lies.
    private static IEnumerable<int> Order(IReadOnlyList<ParityPlan> plans, double[] costs) => Enumerable.Range(0, plans.Count)
        .OrderByDescending(p => costs[p])
        .ThenBy(p => plans[p].Name, StringComparer.Ordinal)
        .ThenBy(p => plans[p].SpecHash, StringComparer.Ordinal);

    private static double[] Costs(IReadOnlyList<ParityPlan> plans, MeasuredTimes? times)
    {
        var estimates = RunCost.OfVariants(plans);
        var measured = plans.Select(p => times?.SecondsPerVariant(p)).ToArray();
        var known = Enumerable.Range(0, plans.Count).Where(p => measured[p] is not null && estimates[p] > 0).ToList();
        var scale = known.Count == 0 ? 1 : known.Sum(p => measured[p]!.Value) / known.Sum(p => estimates[p]);
        return [.. estimates.Select((estimate, p) => measured[p] ?? estimate * scale)];
    }
}
