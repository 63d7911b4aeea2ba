using LoraParity.Metrics;
using LoraParity.Plans;

namespace LoraParity.Snapshots;

/// <summary>How a received snapshot differs from the approved one, without a judgement: what a reviewer wants to know.</summary>
public sealed record SnapshotChange
{
    /// <summary>The first decoded token that differs, counted from 0; null where all agree.</summary>
    public required int? FirstToken { get; init; }

    /// <summary>How the logits changed at each position that both have and that saw the same tokens; empty where a snapshot keeps none.</summary>
    public required IReadOnlyList<PositionChange> Positions { get; init; }

    /// <summary>Whether all logits are equal to the bit; null where a snapshot keeps none.</summary>
    public required bool? SameBits { get; init; }

    /// <summary>Names of the inputs whose SHA-256 changed.</summary>
    public required IReadOnlyList<string> Fingerprints { get; init; }

    /// <summary>Whether the prompt's own tokens changed: then no position can be compared.</summary>
    public required bool PromptChanged { get; init; }

    /// <summary>Mean KL divergence from the approved top logits in nats; 0 where the logits are equal to the bit or nothing can be compared.</summary>
    public double KlMean => SameBits == true || Positions.Count == 0 ? 0 : Positions.Average(p => p.Kl);

    /// <summary>The positions where a logit changed; one that is no number any more did.</summary>
    public IEnumerable<PositionChange> Changed => Positions.Where(p => !(p.MaxAbs <= 0));

    /// <summary>The position with the largest change of a logit; null where none changed.</summary>
    public PositionChange? Worst => Changed.MaxBy(p => double.IsNaN(p.MaxAbs) ? double.PositiveInfinity : p.MaxAbs);

    /// <summary>Compares two snapshots of one case.</summary>
    public static SnapshotChange Between(Snapshot approved, Snapshot received)
    {
        var pair = new SnapshotPair(approved, received);
        return new SnapshotChange
        {
            FirstToken = SnapshotPair.FirstDifference(approved.Tokens, received.Tokens),
            Positions = [.. Enumerable.Range(0, pair.ComparableRows).Select(t => PositionChange.Between(t, approved.Logits!.Positions[t], received.Logits!.Positions[t]))],
            SameBits = pair.HasLogits ? approved.Logits!.Sha256 == received.Logits!.Sha256 : null,
            Fingerprints = [.. pair.ChangedFingerprints],
            PromptChanged = pair.PromptChanged,
        };
    }

    /// <summary>
    /// The largest multiple of a bound on logits or KL divergence that the change takes, 0 where nothing changed; null where the
    /// tolerance bounds neither and something changed. Decoded tokens and multiples of the noise floor have no such multiple.
    /// </summary>
    public double? TimesAllowed(Tolerance tolerance)
    {
        if (SameBits == true && !PromptChanged)
            return 0;
        if (PromptChanged || Positions.Count == 0)
            return double.PositiveInfinity;
        var shares = LogitShares(tolerance.Logits).Concat(KlShares(tolerance.Kl)).ToList();
        return shares.Count == 0 ? null : shares.Max(s => double.IsNaN(s) ? double.PositiveInfinity : s);
    }

    private IEnumerable<double> LogitShares(LogitsTolerance? bounds) => (bounds?.MaxAbs ?? bounds?.Rel) is null
        ? []
        : Positions.SelectMany(p => p.Entries).Select(e => Share(e.Abs, Math.Max(bounds!.MaxAbs ?? 0, (bounds.Rel ?? 0) * Math.Abs(e.Approved))));

    private IEnumerable<double> KlShares(KlTolerance? bounds)
    {
        var kl = Distributions.Of(Positions.Select(p => p.Kl));
        return new[] { (kl.Mean, bounds?.Mean), (kl.P99, bounds?.P99), (kl.Max, bounds?.Max) }
            .Where(b => b.Item2 is not null).Select(b => Share(b.Item1, b.Item2!.Value));
    }

    private static double Share(double measured, double allowed) => measured == 0 ? 0 : measured / allowed;
}
