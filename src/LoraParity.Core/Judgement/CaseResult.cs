using LoraParity.Matrix;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Judgement;

/// <summary>Everything known of one case after a run.</summary>
public sealed record CaseResult
{
    /// <summary>The variant.</summary>
    public required Variant Variant { get; init; }

    /// <summary>The prompt.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>What the variant yielded.</summary>
    public required Trace Trace { get; init; }

    /// <summary>The drift from the reference; null for the reference itself.</summary>
    public CaseMetrics? Metrics { get; init; }

    /// <summary>Where the drift comes from; null for the reference itself.</summary>
    public DriftSplit? Split { get; init; }

    /// <summary>The first layer whose hidden states drift further than the noise floor's times what the spec allows; null where none does or none was measured.</summary>
    public int? FirstDriftingLayer { get; init; }

    /// <summary>The tolerance that was applied, overrides included.</summary>
    public required Tolerance Tolerance { get; init; }

    /// <summary>The judgement.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// The report on the case: for a failure what drifted, where, by how much and what to do;
    /// for a case that passes the measured drift in a few lines. LF between lines, none at the end.
    /// </summary>
    public required string Message { get; init; }

    /// <summary>Absolute path of the approved snapshot, whether it exists or not; null where snapshots are off.</summary>
    public string? VerifiedPath { get; init; }

    /// <summary>Absolute path of the received snapshot where one was written, or null.</summary>
    public string? ReceivedPath { get; init; }
}
