using LoraParity.Engines;
using LoraParity.Plans;

namespace LoraParity.Reporting.Results;

/// <summary>One spec's run.</summary>
public sealed record SpecRecord
{
    /// <summary>The suite's name.</summary>
    public required string Name { get; init; }

    /// <summary>The spec's path from the folder in which the tool was called, with forward slashes.</summary>
    public required string Spec { get; init; }

    /// <summary>SHA-256 of the spec's text.</summary>
    public required string SpecSha256 { get; init; }

    /// <summary>The base model's path, as <see cref="Spec"/>.</summary>
    public required string Base { get; init; }

    /// <summary>The active adapters, their paths as <see cref="Spec"/>.</summary>
    public required IReadOnlyList<AdapterSource> Adapters { get; init; }

    /// <summary>The merged models that were compared, their paths as <see cref="Spec"/>.</summary>
    public required IReadOnlyList<CheckpointSource> Checkpoints { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>Machines of one family agree to the bit.</summary>
    public required string DeviceFamily { get; init; }

    /// <summary>What ran where.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>SHA-256 of base, adapters, tokenizer and checkpoints, by name.</summary>
    public required IReadOnlyDictionary<string, string> Fingerprints { get; init; }

    /// <summary>Key of the variant that all others are compared with.</summary>
    public required string Reference { get; init; }

    /// <summary>Who decoded.</summary>
    public required DecodeMode Decode { get; init; }

    /// <summary>What one row of logits stands for.</summary>
    public required OutputKind Output { get; init; }

    /// <summary>Elements of one row of logits.</summary>
    public required int Width { get; init; }

    /// <summary>Decoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The variants of the matrix.</summary>
    public required IReadOnlyList<VariantRecord> Variants { get; init; }

    /// <summary>The prompts.</summary>
    public required IReadOnlyList<PromptRecord> Prompts { get; init; }

    /// <summary>The text of every token that occurs in this record, by id; empty where the base has no tokenizer.</summary>
    public required IReadOnlyDictionary<int, string> Pieces { get; init; }

    /// <summary>One record a case, variant by variant.</summary>
    public required IReadOnlyList<CaseRecord> Cases { get; init; }

    /// <summary>What precision alone does.</summary>
    public required IReadOnlyList<FloorRecord> Floors { get; init; }

    /// <summary>Drift after each layer.</summary>
    public required IReadOnlyList<LayerCurve> LayerCurves { get; init; }

    /// <summary>What merging did to each module's weight.</summary>
    public required IReadOnlyList<WeightSurvival> Weights { get; init; }

    /// <summary>Approved snapshots that belong to no case, their paths as <see cref="Spec"/>.</summary>
    public required IReadOnlyList<string> Orphans { get; init; }

    /// <summary>Where time and memory went; differs from run to run, and null where it was left out.</summary>
    public RunTimings? Timings { get; init; }
}
