using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Inference.Merging;

/// <summary>What to merge, and how to store it.</summary>
public sealed record MergeOptions
{
    /// <summary>The default of <see cref="MaximumShardBytes"/>: transformers' 5 GB.</summary>
    public const long DefaultShardBytes = 5_000_000_000;

    /// <summary>Absolute path of the base model's folder.</summary>
    public required string BasePath { get; init; }

    /// <summary>The adapters, merged one after the other.</summary>
    public required IReadOnlyList<AdapterSource> Adapters { get; init; }

    /// <summary>Absolute path of the folder to write; it must not exist yet, or be empty, unless <see cref="Replace"/> is set.</summary>
    public required string OutputPath { get; init; }

    /// <summary>Whether a checkpoint that stands there already is replaced, once the new one is complete.</summary>
    public bool Replace { get; init; }

    /// <summary>Where W + ΔW is formed; null is the dtype that the base is stored in.</summary>
    public Precision? Merge { get; init; }

    /// <summary>What the checkpoint is stored in; null is the merge dtype.</summary>
    public Precision? Save { get; init; }

    /// <summary>How ΔW is added.</summary>
    public MergeMode Mode { get; init; }

    /// <summary>In which dtype the adapters are held while merging.</summary>
    public AdapterPrecision AdapterDtype { get; init; }

    /// <summary>Weights beyond this go to a further file; a larger tensor has a file of its own.</summary>
    public long MaximumShardBytes { get; init; } = DefaultShardBytes;
}
