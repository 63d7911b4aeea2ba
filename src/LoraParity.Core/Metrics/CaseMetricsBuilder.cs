using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>Sums up the rows of one case.</summary>
internal static class CaseMetricsBuilder
{
    /// <summary>The metrics of a variant on a prompt.</summary>
    /// <param name="drift">Its rows, at least one.</param>
    /// <param name="reference">The reference's trace.</param>
    /// <param name="variant">The variant's trace.</param>
    public static CaseMetrics Build(PairDrift drift, Trace reference, Trace variant)
    {
        var rows = drift.Rows.Select(r => r.Metrics).ToList();
        var nll = rows.Where(r => r.DeltaNll is not null).Select(r => r.DeltaNll!.Value).ToList();
        return new CaseMetrics
        {
            Positions = rows,
            MaxAbs = Distributions.Of(rows.Select(r => r.MaxAbs)),
            MeanAbs = Distributions.Of(rows.Select(r => r.MeanAbs)),
            MaxRel = Distributions.Of(rows.Select(r => r.MaxRel)),
            MeanRel = Distributions.Of(rows.Select(r => r.MeanRel)),
            Cosine = Distributions.Of(rows.Select(r => r.Cosine)),
            Snr = Distributions.Of(rows.Select(r => r.Snr)),
            Kl = Distributions.Of(rows.Select(r => r.Kl)),
            DeltaP = Distributions.Of(rows.Select(r => r.DeltaP)),
            DeltaPRms = Math.Sqrt(Distributions.Of(rows.Select(r => r.DeltaP * r.DeltaP)).Mean),
            Top1 = rows.Average(r => r.SameTop1 ? 1.0 : 0.0),
            TopOverlap = rows.Average(r => r.TopOverlap),
            LogPerplexityDifference = nll.Count == 0 ? null : nll.Average(),
            Rms = drift.Size.Rms,
            WorstPosition = Worst(rows),
            FirstDivergence = Diverging(drift, reference, variant),
            DivergentTokens = Differing(reference.Tokens, variant.Tokens).Count(),
            NonFinite = drift.NonFinite,
        };
    }

    private static int Worst(List<PositionMetrics> rows)
    {
        var worst = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].MaxAbs > rows[worst].MaxAbs || double.IsNaN(rows[worst].MaxAbs))
                worst = i;
        }

        return worst;
    }

    private static IEnumerable<int> Differing(IReadOnlyList<int> reference, IReadOnlyList<int> variant) =>
        Enumerable.Range(0, reference.Count).Where(i => i >= variant.Count || variant[i] != reference[i]);

    private static Divergence? Diverging(PairDrift drift, Trace reference, Trace variant)
    {
        var steps = Differing(reference.Tokens, variant.Tokens).Take(1).ToList();
        return steps.Count == 0 ? null : At(steps[0], drift, reference, variant);
    }

    private static Divergence At(int step, PairDrift drift, Trace reference, Trace variant)
    {
        var position = reference.PromptTokens.Count - 1 + step;
        var row = drift.Rows[position];
        return new Divergence
        {
            Step = step,
            Position = position,
            ReferenceToken = reference.Tokens[step],
            VariantToken = step < variant.Tokens.Count ? variant.Tokens[step] : -1,
            Margin = (double)row.ReferenceOwn - row.ReferenceOther,
            VariantMargin = (double)row.VariantOwn - row.VariantOther,
            ReferenceTop = [.. reference.Positions[position].Top.Take(RowComparer.TopCount)],
            VariantTop = [.. variant.Positions[position].Top.Take(RowComparer.TopCount)],
        };
    }
}
