using LoraParity.Matrix;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Judgement;

/// <summary>What a judgement on one case is made from.</summary>
internal sealed record CaseEvidence
{
    /// <summary>The plan.</summary>
    public required ParityPlan Plan { get; init; }

    /// <summary>The variant.</summary>
    public required Variant Variant { get; init; }

    /// <summary>The prompt.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>Bounds of this case.</summary>
    public required Tolerance Tolerance { get; init; }

    /// <summary>The reference's trace.</summary>
    public required Trace Reference { get; init; }

    /// <summary>The variant's trace.</summary>
    public required Trace Trace { get; init; }

    /// <summary>Drift from the reference; null for the reference itself.</summary>
    public CaseMetrics? Metrics { get; init; }

    /// <summary>The first logit of reference or variant that is no number, or null.</summary>
    public NonFiniteLogit? NonFinite { get; init; }

    /// <summary>Where it comes from; null for the reference itself.</summary>
    public DriftSplit? Split { get; init; }

    /// <summary>The noise floor of the variant's compute dtype on the prompt; null where it was not measured.</summary>
    public NoiseFloor? Floor { get; init; }

    /// <summary>Entries that exceed the bounds on logits; null where there are none such bounds.</summary>
    public LogitsBoundScan? Scan { get; init; }

    /// <summary>The first layer that drifts further than the floor allows.</summary>
    public int? Layer { get; init; }

    /// <summary>
    /// Whether this is the base alone beside a reference with an adapter, and the spec does not say what to expect of it: then it
    /// has to differ, or the adapter does nothing. With <c>expect: match</c> it is judged as every other cell.
    /// </summary>
    public bool ShowsAdapter =>
        Variant.Application == Application.None && Plan.Reference.Application != Application.None && Plan.Adapters.Count > 0
        && Tolerance.Expect is null;

    /// <summary>
    /// How far any one logit may be from the reference's <paramref name="logit"/>: the larger of what <c>max_abs</c> and <c>rel</c>
    /// allow; without bounds on logits, <c>noise</c> times the floor's largest; without that, nothing.
    /// </summary>
    public double AllowedDrift(double logit)
    {
        if (Tolerance.Logits is { } logits && (logits.MaxAbs ?? logits.Rel) is not null)
            return Math.Max(logits.MaxAbs ?? 0, (logits.Rel ?? 0) * Math.Abs(logit));
        return Tolerance.Noise is { } noise && Floor is not null ? noise * Floor.MaxAbs : 0;
    }

    /// <summary>Whether the spec bounds single logits: by <c>logits</c>, or where it does not, by <c>noise</c>.</summary>
    public bool BoundsLogits =>
        (Tolerance.Logits?.MaxAbs ?? Tolerance.Logits?.Rel) is not null || (Tolerance.Noise is not null && Floor is not null);
}
