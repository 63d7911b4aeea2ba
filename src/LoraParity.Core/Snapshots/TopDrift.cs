using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>The drift of one position's top logits from a snapshot's.</summary>
/// <param name="Entries">Every entry of the snapshot's top, and those of the received top that the snapshot's lacks.</param>
/// <param name="Kl">
/// KL(snapshot ‖ received) in nats, with all entries that are not in the snapshot's top taken as one: at most the KL of the full rows.
/// </param>
internal sealed record TopDrift(IReadOnlyList<TopEntryDrift> Entries, double Kl)
{
    /// <summary>Compares two positions. An entry that fell out of the other's top is taken at the other's smallest: it drifted at least as far.</summary>
    public static TopDrift Of(TopLogits approved, TopLogits now)
    {
        var entries = approved.Top.Select(t => Entry(t.Token, t.Logit, now)).ToList();
        var kl = Divergence(approved, now, entries);
        var leastApproved = approved.Top.Count == 0 ? float.NaN : approved.Top[^1].Logit;
        foreach (var t in now.Top.Where(t => !(t.Logit <= leastApproved) && approved.Top.All(g => g.Token != t.Token)))
            entries.Add(new TopEntryDrift(t.Token, leastApproved, t.Logit, IsBound: false));
        return new TopDrift(entries, kl);
    }

    private static TopEntryDrift Entry(int token, float approved, TopLogits now)
    {
        foreach (var t in now.Top)
        {
            if (t.Token == token)
                return new TopEntryDrift(token, approved, t.Logit, IsBound: false);
        }

        var least = now.Top.Count == 0 ? float.NaN : now.Top[^1].Logit;
        return new TopEntryDrift(token, approved, least, IsBound: true);
    }

    private static double Divergence(TopLogits approved, TopLogits now, List<TopEntryDrift> entries)
    {
        double kl = 0, rest = 1;
        foreach (var entry in entries)
        {
            var (p, q) = (entry.Approved - approved.LogSumExp, entry.Now - now.LogSumExp);
            kl += Math.Exp(p) * (p - q);
            rest -= Math.Exp(q);
        }

        // A snapshot keeps ten digits of logsumexp: below this both tails are rounding.
        if (approved.TailMass > 1e-8 && rest > 1e-8)
            kl += approved.TailMass * Math.Log(approved.TailMass / rest);
        return Math.Max(0, kl);
    }
}
