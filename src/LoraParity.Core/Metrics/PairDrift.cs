using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>The drift of one variant from another on one prompt, row by row as it comes.</summary>
internal sealed class PairDrift
{
    private readonly List<RowDrift> _rows = [];

    /// <summary>All rows so far, in order.</summary>
    public IReadOnlyList<RowDrift> Rows => _rows;

    /// <summary>The first logit that is no number, or null.</summary>
    public NonFiniteLogit? NonFinite { get; private set; }

    /// <summary>Appends rows.</summary>
    public void Add(IEnumerable<RowDrift> rows) => _rows.AddRange(rows);

    /// <summary>Appends a row.</summary>
    public void Add(RowDrift row) => _rows.Add(row);

    /// <summary>Remembers a logit that is no number, where it is the first.</summary>
    public void Add(NonFiniteLogit logit) => NonFinite ??= logit;

    /// <summary>The largest |a − b| of any logit.</summary>
    public double MaxAbs => _rows.Select(r => r.Metrics.MaxAbs).DefaultIfEmpty(0).Max();

    /// <summary>How large the drift is over all rows.</summary>
    public DriftSize Size => _rows.Count == 0
        ? DriftSize.Zero
        : new DriftSize(
            Math.Sqrt(_rows.Average(r => r.Metrics.Rms * r.Metrics.Rms)),
            _rows.Average(r => r.Metrics.Kl));
}
