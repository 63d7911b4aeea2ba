using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Traces;

/// <summary>Which case a trace is of, and what ran where.</summary>
public sealed record TraceOrigin
{
    /// <summary>The spec.</summary>
    public required ParityPlan Plan { get; init; }

    /// <summary>The variant.</summary>
    public required Variant Variant { get; init; }

    /// <summary>The prompt.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>Engine, device, versions, threads; the family of devices; fingerprints of what was read.</summary>
    public required RunLayout Layout { get; init; }

    /// <summary>The noise floor of the variant's compute dtype on the prompt; null where it was not measured.</summary>
    public NoiseFloor? Floor { get; init; }

    /// <summary>Absolute path of all rows of logits, as tensor <c>logits</c>, fp32, [positions, width]; null where the run kept none.</summary>
    public string? RowsPath { get; init; }
}
