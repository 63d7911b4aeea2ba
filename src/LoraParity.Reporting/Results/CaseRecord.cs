using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Reporting.Results;

/// <summary>One case: one variant on one prompt.</summary>
public sealed record CaseRecord
{
    /// <summary>The variant's key.</summary>
    public required string Variant { get; init; }

    /// <summary>The prompt's id.</summary>
    public required string Prompt { get; init; }

    /// <summary>What became of it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What it was expected to do.</summary>
    public required Expectation Expect { get; init; }

    /// <summary>Why, in the spec's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The report on the case, with LF between its lines.</summary>
    public required string Message { get; init; }

    /// <summary>Every bound that was checked.</summary>
    public required IReadOnlyList<BoundCheck> Checks { get; init; }

    /// <summary>Sentences worth saying also where the case passes.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The drift from the reference; null for the reference itself.</summary>
    public MetricsRecord? Metrics { get; init; }

    /// <summary>Where the drift comes from; null for the reference itself.</summary>
    public SplitRecord? Split { get; init; }

    /// <summary>The first layer that drifts beyond what the noise floor explains, or null.</summary>
    public int? FirstDriftingLayer { get; init; }

    /// <summary>The tokens that the variant chooses.</summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    /// <summary>The same as text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The largest logits at each place that chooses a token (for classifiers: of the one row).</summary>
    public required IReadOnlyList<TopLogits> Steps { get; init; }

    /// <summary>SHA-256 of all logits as little-endian fp32.</summary>
    public required string LogitsSha256 { get; init; }

    /// <summary>The approved snapshot's path from the folder in which the tool was called; null where snapshots are off.</summary>
    public string? Verified { get; init; }

    /// <summary>The received snapshot's path, where one was written.</summary>
    public string? Received { get; init; }
}
