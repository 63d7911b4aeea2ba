using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Engines;

/// <summary>What an engine is asked to do: every variant on every prompt, in one run.</summary>
public sealed record RunRequest
{
    /// <summary>Absolute path of the base model's folder, or a <see cref="HubId"/>.</summary>
    public required string BasePath { get; init; }

    /// <summary>All active adapters, summed in this order.</summary>
    public required IReadOnlyList<AdapterSource> Adapters { get; init; }

    /// <summary>The merged models that <see cref="Application.Checkpoint"/> variants run.</summary>
    public IReadOnlyList<CheckpointSource> Checkpoints { get; init; } = [];

    /// <summary>All variants to run, the reference among them; each key once.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>The variant that decodes and that the others are compared with: an element of <see cref="Variants"/>.</summary>
    public required Variant Reference { get; init; }

    /// <summary>All prompts, each id once.</summary>
    public required IReadOnlyList<Prompt> Prompts { get; init; }

    /// <summary>Who decodes.</summary>
    public DecodeMode Decode { get; init; }

    /// <summary>Where and how to run.</summary>
    public EngineSettings Engine { get; init; } = new();

    /// <summary>Whether <see cref="ITraceSink.OnHidden"/> is wanted.</summary>
    public bool WantsHidden { get; init; }

    /// <summary>Whether <see cref="ITraceSink.OnWeights"/> is wanted.</summary>
    public bool WantsWeights { get; init; }
}
