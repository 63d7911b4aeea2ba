using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.Running.Caching;
using LoraParity.Snapshots;

namespace LoraParity.Running.Design;

/// <summary>How one run of a plan is done; nothing here changes what is measured.</summary>
public sealed record ParityRunOptions
{
    /// <summary>The cases wanted; null wants all. Variants and prompts that no wanted case needs are not run.</summary>
    public IReadOnlySet<CaseId>? Selection { get; init; }

    /// <summary>
    /// Keys of the variants that are this process's part of the plan, where several share it; null where it has them all. Cases and
    /// weights of other variants are not wanted, whatever <see cref="Selection"/> says.
    /// </summary>
    public IReadOnlySet<string>? Share { get; init; }

    /// <summary>What happens to approved snapshots.</summary>
    /// <value>The default compares and writes nothing as approved.</value>
    public SnapshotUpdate Update { get; init; } = SnapshotUpdate.None;

    /// <summary>Whether cases are held against approved snapshots; without it no snapshot is read or written.</summary>
    /// <value>True.</value>
    public bool Snapshots { get; init; } = true;

    /// <summary>
    /// Folder for the full logits of specs that keep them (<c>logits: full</c>), in runs that compare no snapshots; null keeps none.
    /// Runs that do compare keep them beside their snapshots.
    /// </summary>
    public string? LogitsFolder { get; init; }

    /// <summary>Whether this is a continuous-integration server, where nothing is ever written as approved.</summary>
    /// <value>The default asks the environment.</value>
    public bool ContinuousIntegration { get; init; } = BuildServer.Detected;

    /// <summary>Whether drift is measured after each layer.</summary>
    /// <value>True.</value>
    public bool Layers { get; init; } = true;

    /// <summary>Whether the survival of ΔW is measured for each merge.</summary>
    /// <value>True.</value>
    public bool Weights { get; init; } = true;

    /// <summary>
    /// Where traces of earlier runs are taken from and kept; null computes everything. Runs that approve snapshots, keep full logits
    /// or have an <see cref="Observer"/> compute everything too.
    /// </summary>
    public TraceCache? Cache { get; init; }

    /// <summary>Told how far the run is; may be called often.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>
    /// Sees all that the engine yields, before it is measured; null for none. The request it sees has more variants than the
    /// plan: those that noise floors and splits need.
    /// </summary>
    public ITraceSink? Observer { get; init; }

    /// <summary>Where full logits of a plan go, or null.</summary>
    internal string? RowsFolder(ParityPlan plan) => plan.Snapshots.Logits != LogitsDetail.Full ? null
        : Snapshots ? plan.Snapshots.Directory
        : LogitsFolder;
}
