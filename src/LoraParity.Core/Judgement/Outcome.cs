namespace LoraParity.Judgement;

/// <summary>What became of one case. Where several apply, the one that stands first after <see cref="Passed"/>.</summary>
public enum Outcome
{
    /// <summary>All that was asked holds.</summary>
    Passed,

    /// <summary>The variant drifts from the reference further than allowed.</summary>
    Drifted,

    /// <summary>A cell with <c>expect: drift</c> is within tolerance.</summary>
    NoLongerDrifts,

    /// <summary>The approved snapshot cannot be read.</summary>
    CorruptSnapshot,

    /// <summary>The run differs from the approved snapshot further than allowed.</summary>
    SnapshotMismatch,

    /// <summary>There is no approved snapshot.</summary>
    MissingSnapshot,
}
