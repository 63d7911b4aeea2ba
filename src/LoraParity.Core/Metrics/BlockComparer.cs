using System.Collections.Concurrent;
using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>Measures blocks of rows on all cores. What it measures does not depend on the number of threads.</summary>
/// <param name="width">Elements of a row.</param>
/// <param name="topK">Entries kept of each row.</param>
/// <param name="threads">Most threads to use; null uses all cores.</param>
internal sealed class BlockComparer(int width, int topK, int? threads = null)
{
    // Below this many elements threads cost more than they save.
    private const int ParallelElements = 1 << 15;

    private readonly ConcurrentBag<ReferenceRow> _buffers = [];

    /// <summary>How the work is spread.</summary>
    public ParallelOptions Parallelism { get; } = new() { MaxDegreeOfParallelism = threads ?? -1 };

    /// <summary>Summaries of all rows of all groups: [group][row].</summary>
    public RowSummary[][] Summarize(IReadOnlyList<ReadOnlyMemory<float>> groups, int rows)
    {
        var summaries = groups.Select(_ => new RowSummary[rows]).ToArray();
        ForAll(groups.Count * rows, i =>
        {
            var (group, row) = (i / rows, i % rows);
            summaries[group][row] = RowSummarizer.Summarize(Row(groups[group], row), topK);
        });
        return summaries;
    }

    /// <summary>The drift of group A from group B in every row, for each wanted pair of groups.</summary>
    /// <param name="groups">Rows of each group.</param>
    /// <param name="summaries">What <see cref="Summarize"/> gave for them.</param>
    /// <param name="pairs">Each pair once.</param>
    /// <param name="next">For each row the sequence's next token, or null.</param>
    public IReadOnlyDictionary<(int A, int B), RowDrift[]> Compare(
        IReadOnlyList<ReadOnlyMemory<float>> groups, RowSummary[][] summaries, IReadOnlyCollection<(int A, int B)> pairs, int?[] next)
    {
        var drifts = pairs.ToDictionary(p => p, _ => new RowDrift[next.Length]);
        var against = pairs.GroupBy(p => p.B, p => p.A).Select(g => (B: g.Key, Others: g.ToArray())).ToArray();
        ForAll(against.Length * next.Length, i =>
        {
            var ((b, others), row) = (against[i / next.Length], i % next.Length);
            var reference = Rent(Row(groups[b], row), summaries[b][row]);
            foreach (var a in others)
                drifts[(a, b)][row] = Compare(reference, Row(groups[b], row), Row(groups[a], row), summaries[a][row], next[row]);
            _buffers.Add(reference);
        });
        return drifts;
    }

    /// <summary>The drift of one row from another, on this thread.</summary>
    public RowDrift One(int position, ReadOnlySpan<float> b, ReadOnlySpan<float> a, LogitsBoundScan? scan)
    {
        var (own, other) = (RowSummarizer.Summarize(b, topK), RowSummarizer.Summarize(a, topK));
        if (own.NonFinite >= 0 || other.NonFinite >= 0)
            return new RowDrift { Metrics = PositionDrifts.Undefined };
        var reference = Rent(b, own);
        var drift = RowComparer.Compare(reference, b, a, other, next: null);
        _buffers.Add(reference);
        scan?.Add(position, drift.Metrics.MaxAbs, b, a);
        return drift;
    }

    private static RowDrift Compare(ReferenceRow reference, ReadOnlySpan<float> b, ReadOnlySpan<float> a, RowSummary variant, int? next) =>
        reference.Summary.NonFinite >= 0 || variant.NonFinite >= 0
            ? new RowDrift { Metrics = PositionDrifts.Undefined }
            : RowComparer.Compare(reference, b, a, variant, next);

    private ReferenceRow Rent(ReadOnlySpan<float> row, RowSummary summary)
    {
        if (!_buffers.TryTake(out var reference))
            reference = new ReferenceRow(width);
        reference.Prepare(row, summary);
        return reference;
    }

    private ReadOnlySpan<float> Row(ReadOnlyMemory<float> rows, int row) => rows.Span.Slice(row * width, width);

    private void ForAll(int count, Action<int> body)
    {
        if ((long)count * width >= ParallelElements)
        {
            Parallel.For(0, count, Parallelism, body);
            return;
        }

        for (var i = 0; i < count; i++)
            body(i);
    }
}
