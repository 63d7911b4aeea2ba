namespace LoraParity.Plans;

/// <summary>Other bounds for some cells. Fields that are set replace the default's, bound by bound.</summary>
/// <param name="Match">Which cells.</param>
/// <param name="Tolerance">The bounds to replace.</param>
public sealed record ToleranceOverride(ToleranceMatch Match, Tolerance Tolerance);
