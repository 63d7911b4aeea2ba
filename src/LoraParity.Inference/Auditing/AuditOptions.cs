using LoraParity.Plans;

namespace LoraParity.Inference.Auditing;

/// <summary>What to audit.</summary>
public sealed record AuditOptions
{
    /// <summary>Absolute path of the base model's folder.</summary>
    public required string BasePath { get; init; }

    /// <summary>The adapter.</summary>
    public required AdapterSource Adapter { get; init; }

    /// <summary>Absolute path of a merged checkpoint that somebody made of the two; null where there is none.</summary>
    public string? MergedPath { get; init; }
}
