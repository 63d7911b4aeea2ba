namespace LoraParity.Snapshots;

/// <summary>Which approved snapshots a run writes by itself. A run that writes any is done twice, and refused where the two differ.</summary>
public enum SnapshotUpdate
{
    /// <summary>None: a missing or different snapshot is a failure, and the received one lies beside it for review.</summary>
    None,

    /// <summary>Those that do not exist yet.</summary>
    Missing,

    /// <summary>Those that exist and differ further than allowed.</summary>
    Changed,

    /// <summary>All, also those that only differ within tolerance.</summary>
    All,
}
