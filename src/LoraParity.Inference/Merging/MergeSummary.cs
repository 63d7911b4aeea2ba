using LoraParity.Matrix;

namespace LoraParity.Inference.Merging;

/// <summary>What a merge wrote.</summary>
public sealed record MergeSummary
{
    /// <summary>Where W + ΔW was formed.</summary>
    public required Precision Merge { get; init; }

    /// <summary>What the checkpoint is stored in.</summary>
    public required Precision Save { get; init; }

    /// <summary>Names of the weight files.</summary>
    public required IReadOnlyList<string> WeightFiles { get; init; }

    /// <summary>Names of the files copied from the base.</summary>
    public required IReadOnlyList<string> CopiedFiles { get; init; }

    /// <summary>Tensors written.</summary>
    public required int Tensors { get; init; }

    /// <summary>Those that differ from the base for other reasons than the save dtype.</summary>
    public required int Changed { get; init; }

    /// <summary>Bytes of all tensors.</summary>
    public required long Bytes { get; init; }

    /// <summary>What is worth knowing, each a sentence.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
