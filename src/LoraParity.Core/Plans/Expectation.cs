namespace LoraParity.Plans;

/// <summary>What a cell is expected to do.</summary>
public enum Expectation
{
    /// <summary>Stay within tolerance.</summary>
    Match,

    /// <summary>A known-bad cell: it passes while it drifts and fails once it no longer does.</summary>
    Drift,
}
