using LoraParity.Matrix;

namespace LoraParity.Inference.Auditing;

/// <summary>What an adapter does to a base's weights, what a merge leaves of it, and how a given merged checkpoint came to be.</summary>
public sealed record AuditReport
{
    /// <summary>A share of equal elements from which a candidate explains the checkpoint: rare ties may round either way.</summary>
    public const double Explained = 0.999;

    /// <summary>The dtype that the survival figures are for: the merged checkpoint's, or the one a merge into the base would be stored in.</summary>
    public required Precision Stored { get; init; }

    /// <summary>All adapted weights in the base's order.</summary>
    public required IReadOnlyList<AuditedModule> Modules { get; init; }

    /// <summary>Ways the merged checkpoint may have been made, best first; empty where none was given.</summary>
    public IReadOnlyList<MergeCandidate> Candidates { get; init; } = [];

    /// <summary>Parameters of the merged checkpoint that no adapter touches and that differ from the base all the same.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>What the serving engines refuse or leave out, and what else is worth knowing; each a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What the comparison with the merged checkpoint comes to, in a sentence; null where none was given.</summary>
    public string? Verdict { get; init; }

    /// <summary>Whether the merged checkpoint is what PEFT would have made, in some dtype; true where none was given.</summary>
    public bool IsExplained => Candidates.Count == 0 || (Candidates[0] is { Way.Merge: not null, Equal: >= Explained } && Foreign.Count == 0);
}
