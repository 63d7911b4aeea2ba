using LoraParity.Matrix;

namespace LoraParity.Plans;

/// <summary>Which cells an override speaks of; null fields match every cell.</summary>
public sealed record ToleranceMatch
{
    /// <summary>The application.</summary>
    public Application? Application { get; init; }

    /// <summary>The merge dtype.</summary>
    public Precision? Merge { get; init; }

    /// <summary>The save dtype.</summary>
    public Precision? Save { get; init; }

    /// <summary>The compute dtype.</summary>
    public Precision? Compute { get; init; }

    /// <summary>The checkpoint's name.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The prompt's id.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether this speaks of the cell.</summary>
    public bool Matches(Variant variant, string promptId) =>
        MatchesVariant(variant) && (Prompt is null || Prompt == promptId);

    /// <summary>Whether this speaks of the variant, whatever the prompt.</summary>
    public bool MatchesVariant(Variant variant) =>
        (Application is null || Application == variant.Application)
        && (Merge is null || Merge == variant.Merge)
        && (Save is null || Save == variant.Save)
        && (Compute is null || Compute == variant.Compute)
        && (Checkpoint is null || Checkpoint == variant.Checkpoint);
}
