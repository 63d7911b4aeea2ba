using LoraParity.Inference.Adapters.Deltas;
using LoraParity.Inference.Adapters.Recipes;

namespace LoraParity.Inference.Auditing;

/// <summary>What the comparison of one parameter, or some of its rows, gave.</summary>
internal sealed class AuditMeasure
{
    /// <summary>Elements read at once: few enough that a block and what is derived from it stay in a core's first cache.</summary>
    private const int ElementsAtOnce = 1 << 12;

    /// <summary>Elements on which every candidate is tried; one that fails on them is not followed further.</summary>
    private const int ElementsTried = 1 << 16;

    /// <summary>The share of equal elements that a candidate must reach to be followed.</summary>
    private const double Followed = 0.99;

    private AuditMeasure(int candidates) => Equal = new long[candidates];

    /// <summary>What survived of ΔW.</summary>
    public DeltaComparison Survival { get; } = new();

    /// <summary>Elements in all.</summary>
    public long Elements { get; private set; }

    /// <summary>
    /// Elements that each candidate gives as they are: counted, or for a candidate that failed on the first rows, extrapolated from them.
    /// </summary>
    public long[] Equal { get; }

    /// <summary>Compares rows of a parameter, always in the same order, so that sums are reproducible.</summary>
    public static AuditMeasure Of(AuditTask task, int first, int rows, CancellationToken cancellationToken)
    {
        using var memo = DeltaMemo.Enter();
        var measure = new AuditMeasure(task.Candidates.Count);
        var step = Math.Max(1, ElementsAtOnce / task.After.Inputs);
        var buffers = new AuditBuffers(step * task.After.Inputs, task.Candidates.Count);
        var tried = task.Delta is null ? rows : Math.Min(rows, Math.Max(DeltaMemo.RowsAtOnce, ElementsTried / task.After.Inputs));
        for (var row = 0; row < rows; row += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row >= tried)
                measure.Follow(buffers);
            measure.Add(task, first + row, Math.Min(step, rows - row), buffers);
        }

        measure.Extrapolate(buffers);
        return measure;
    }

    /// <summary>What comparisons of rows that follow each other gave together.</summary>
    public static AuditMeasure Join(AuditTask task, IEnumerable<AuditMeasure> parts)
    {
        var whole = new AuditMeasure(task.Candidates.Count);
        foreach (var part in parts)
        {
            whole.Survival.Add(part.Survival);
            whole.Elements += part.Elements;
            for (var i = 0; i < part.Equal.Length; i++)
                whole.Equal[i] += part.Equal[i];
        }

        return whole;
    }

    /// <summary>Goes on with the candidates that have explained what was read so far; once, after the first rows.</summary>
    private void Follow(AuditBuffers buffers)
    {
        if (buffers.DecidedAt is not null)
            return;
        buffers.DecidedAt = Elements;
        for (var i = 0; i < Equal.Length; i++)
            buffers.IsDropped[i] = Equal[i] < Followed * Elements;
    }

    private void Extrapolate(AuditBuffers buffers)
    {
        for (var i = 0; i < Equal.Length; i++)
        {
            if (buffers.IsDropped[i])
                Equal[i] = (long)((double)Equal[i] / buffers.DecidedAt!.Value * Elements);
        }
    }

    private void Add(AuditTask task, int row, int count, AuditBuffers buffers)
    {
        var after = Read(task.After, row, count, buffers.After);
        for (var i = 0; i < task.Candidates.Count; i++)
        {
            if (buffers.IsDropped[i])
                continue;
            buffers.Equal[i] = task.FirstEqual[i] < i ? buffers.Equal[task.FirstEqual[i]] : RowMath.CountEqual(after, Read(task.Candidates[i], row, count, buffers.Other));
            Equal[i] += buffers.Equal[i];
        }

        Elements += after.Length;
        if (task.Delta is not { } delta)
            return;
        var before = Read(task.Before, row, count, buffers.Before);
        delta(row, count, buffers.Other);
        Survival.Add(before, after, buffers.Other.AsSpan(0, after.Length));
    }

    private static Span<float> Read(WeightRecipe recipe, int first, int count, float[] buffer)
    {
        recipe.ReadRows(first, count, buffer);
        return buffer.AsSpan(0, count * recipe.Inputs);
    }
}
