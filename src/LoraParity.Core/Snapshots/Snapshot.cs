using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>A snapshot of one variant and prompt, received or approved.</summary>
public sealed record Snapshot
{
    /// <summary>The spec's name.</summary>
    public required string Spec { get; init; }

    /// <summary>The variant's key.</summary>
    public required string Variant { get; init; }

    /// <summary>The prompt's id.</summary>
    public required string Prompt { get; init; }

    /// <summary>As <see cref="Trace.Text"/>.</summary>
    public string? Text { get; init; }

    /// <summary>As <see cref="Trace.Tokens"/>.</summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    /// <summary>The prompt's token ids.</summary>
    public required IReadOnlyList<int> PromptTokens { get; init; }

    /// <summary>As <see cref="Trace.ScoredTokens"/>.</summary>
    public required IReadOnlyList<int> ScoredTokens { get; init; }

    /// <summary>The family of machines that made it.</summary>
    public required string DeviceFamily { get; init; }

    /// <summary>SHA-256 of the case's own settings and of base, adapters and tokenizer, by name.</summary>
    public required IReadOnlyDictionary<string, string> Fingerprints { get; init; }

    /// <summary>What ran where, for the reader; never compared.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The logits; null where the spec keeps none.</summary>
    public SnapshotLogits? Logits { get; init; }
}
