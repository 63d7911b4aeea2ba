namespace LoraParity.Metrics;

/// <summary>One row's drift, with the logits that a first divergence there is explained by.</summary>
internal readonly record struct RowDrift
{
    /// <summary>The drift.</summary>
    public required PositionMetrics Metrics { get; init; }

    /// <summary>The reference's logit of its own token.</summary>
    public float ReferenceOwn { get; init; }

    /// <summary>The reference's logit of the variant's argmax.</summary>
    public float ReferenceOther { get; init; }

    /// <summary>The variant's logit of its own argmax.</summary>
    public float VariantOwn { get; init; }

    /// <summary>The variant's logit of the reference's token.</summary>
    public float VariantOther { get; init; }
}
