namespace LoraParity.Plans;

/// <summary>How far logits may be from the reference's. A comparison fails only where abs AND rel are exceeded.</summary>
/// <param name="MaxAbs">Largest allowed |a − b| at any position and vocabulary entry; null sets no bound.</param>
/// <param name="Rel">Largest allowed |a − b| / |b|; null sets no bound.</param>
public sealed record LogitsTolerance(double? MaxAbs, double? Rel);
