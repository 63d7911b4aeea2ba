using LoraParity.Plans;

namespace LoraParity.Metrics;

/// <summary>Finds the entries that exceed both bounds on logits, row by row.</summary>
/// <remarks>A bound that is not set counts as exceeded everywhere: then the other alone decides.</remarks>
internal sealed class LogitsBoundScan(LogitsTolerance bounds)
{
    private const double Least = 2.220446049250313e-16;
    private readonly double _maxAbs = bounds.MaxAbs ?? double.NegativeInfinity;
    private readonly double _rel = bounds.Rel ?? double.NegativeInfinity;

    /// <summary>What was scanned for.</summary>
    public LogitsTolerance Bounds { get; } = bounds;

    /// <summary>Entries that exceed both.</summary>
    public long Entries { get; private set; }

    /// <summary>Rows that hold such an entry.</summary>
    public int Rows { get; private set; }

    /// <summary>Largest |a − b| among entries that exceed <c>rel</c>: the smallest <c>max_abs</c> that would pass with it.</summary>
    public double MaxAbsBeyondRel { get; private set; }

    /// <summary>Largest |a − b| / |b| among entries that exceed <c>max_abs</c>: the smallest <c>rel</c> that would pass with it.</summary>
    public double RelBeyondMaxAbs { get; private set; }

    /// <summary>The entry with the largest |a − b| among those that exceed both, or null.</summary>
    public ExceedingEntry? Worst { get; private set; }

    /// <summary>Takes what an earlier scan for the same bounds found.</summary>
    public void Restore(long entries, int rows, double maxAbsBeyondRel, double relBeyondMaxAbs, ExceedingEntry? worst) =>
        (Entries, Rows, MaxAbsBeyondRel, RelBeyondMaxAbs, Worst) = (entries, rows, maxAbsBeyondRel, relBeyondMaxAbs, worst);

    /// <summary>Whether a row with this largest |a − b| holds no entry beyond the bounds, whatever its entries are.</summary>
    public bool Clears(double maxAbs) => maxAbs <= _maxAbs || maxAbs == 0 || double.IsNaN(maxAbs);

    /// <summary>Scans one row; b and a are finite.</summary>
    /// <param name="position">The row.</param>
    /// <param name="maxAbs">The row's largest |a − b|, known already.</param>
    /// <param name="b">The reference's row.</param>
    /// <param name="a">The variant's row.</param>
    public void Add(int position, double maxAbs, ReadOnlySpan<float> b, ReadOnlySpan<float> a)
    {
        if (Clears(maxAbs))
            return;
        var before = Entries;
        for (var i = 0; i < a.Length; i++)
            Add(position, i, b[i], a[i]);
        if (Entries > before)
            Rows++;
    }

    private void Add(int position, int token, float b, float a)
    {
        var abs = Math.Abs((double)a - b);
        var rel = abs / Math.Max(Math.Abs((double)b), Least);
        var (beyondAbs, beyondRel) = (abs > _maxAbs && abs > 0, rel > _rel);
        if (beyondAbs)
            RelBeyondMaxAbs = Math.Max(RelBeyondMaxAbs, rel);
        if (beyondRel)
            MaxAbsBeyondRel = Math.Max(MaxAbsBeyondRel, abs);
        if (!beyondAbs || !beyondRel)
            return;
        Entries++;
        if (Worst is null || abs > Math.Abs((double)Worst.Variant - Worst.Reference))
            Worst = new ExceedingEntry(position, token, b, a);
    }
}
