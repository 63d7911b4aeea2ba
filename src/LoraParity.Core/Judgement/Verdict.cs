namespace LoraParity.Judgement;

/// <summary>The judgement on one case.</summary>
public sealed record Verdict
{
    /// <summary>What became of the case.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Every bound of the tolerance that was checked, in the order of the spec's fields.</summary>
    public IReadOnlyList<BoundCheck> Checks { get; init; } = [];

    /// <summary>Whole sentences worth saying also where the case passes: a forgiven near tie, a changed fingerprint.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the case passes.</summary>
    public bool Passed => Outcome == Outcome.Passed;
}
