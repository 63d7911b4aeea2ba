using LoraParity.Matrix;

namespace LoraParity.Plans;

/// <summary>One valid spec: everything that has to be run, compared and held.</summary>
public sealed record ParityPlan
{
    /// <summary>The suite's name, the first part of case names.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of the spec's file.</summary>
    public required string SpecPath { get; init; }

    /// <summary>SHA-256 of the spec's text, lower-case hexadecimal.</summary>
    public required string SpecHash { get; init; }

    /// <summary>Absolute path of the base model's folder, or a <see cref="HubId"/>.</summary>
    public required string BasePath { get; init; }

    /// <summary>All active adapters.</summary>
    public required IReadOnlyList<AdapterSource> Adapters { get; init; }

    /// <summary>Merged models made elsewhere.</summary>
    public IReadOnlyList<CheckpointSource> Checkpoints { get; init; } = [];

    /// <summary>The matrix, expanded and without what it excludes; each key once.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>What all others are compared with; need not be in <see cref="Variants"/>.</summary>
    public required Variant Reference { get; init; }

    /// <summary>Who decodes.</summary>
    public DecodeMode Decode { get; init; }

    /// <summary>What may drift.</summary>
    public required ToleranceRules Tolerance { get; init; }

    /// <summary>All prompts; each id once.</summary>
    public required IReadOnlyList<Prompt> Prompts { get; init; }

    /// <summary>Where snapshots live and what they keep.</summary>
    public required SnapshotSettings Snapshots { get; init; }

    /// <summary>Where and how to run.</summary>
    public EngineSettings Engine { get; init; } = new();
}
