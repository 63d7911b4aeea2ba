namespace LoraParity.Plans;

/// <summary>Allowed KL(reference ‖ variant) in nats, over the positions of a case; null sets no bound.</summary>
/// <param name="Mean">Bound on the mean.</param>
/// <param name="P99">Bound on the 99th percentile.</param>
/// <param name="Max">Bound on the maximum.</param>
public sealed record KlTolerance(double? Mean, double? P99, double? Max);
