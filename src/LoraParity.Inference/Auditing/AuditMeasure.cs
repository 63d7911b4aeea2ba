using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Lockstep;

namespace LoraParity.Inference.Auditing;

/// <summary>What the comparison of one parameter gave.</summary>
internal sealed class AuditMeasure
{
    private const int ElementsAtOnce = 1 << 18;

    private double _weight;
    private double _delta;

    private AuditMeasure(int candidates) => Equal = new long[candidates];

    /// <summary>What survived of ΔW.</summary>
    public DeltaComparison Survival { get; } = new();

    /// <summary>Elements in all.</summary>
    public long Elements { get; private set; }

    /// <summary>Elements that each candidate gives as they are.</summary>
    public long[] Equal { get; }

    /// <summary>‖ΔW‖ / ‖W‖.</summary>
    public double RelativeDelta => _weight == 0 ? 0 : Math.Sqrt(_delta / _weight);

    /// <summary>Compares a parameter in one pass over its rows; always in the same order, so that sums are reproducible.</summary>
    public static AuditMeasure Of(AuditTask task, CancellationToken cancellationToken)
    {
        var measure = new AuditMeasure(task.Candidates.Count);
        var step = Math.Max(1, ElementsAtOnce / task.After.Inputs);
        var (before, after, other) = (new float[step * task.After.Inputs], new float[step * task.After.Inputs], new float[step * task.After.Inputs]);
        for (var row = 0; row < task.After.Outputs; row += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(step, task.After.Outputs - row);
            var values = Read(task.After, row, count, after);
            for (var i = 0; i < task.Candidates.Count; i++)
                measure.Equal[i] += EqualElements(values, Read(task.Candidates[i], row, count, other));
            measure.Elements += values.Length;
            if (task.Delta is not null)
                measure.Add(Read(task.Before, row, count, before), values, task.Delta(row, count));
        }

        return measure;
    }

    private static Span<float> Read(WeightRecipe recipe, int first, int count, float[] buffer)
    {
        recipe.ReadRows(first, count, buffer);
        return buffer.AsSpan(0, count * recipe.Inputs);
    }

    private static long EqualElements(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var equal = 0L;
        for (var i = 0; i < a.Length; i++)
            equal += a[i] == b[i] ? 1 : 0;
        return equal;
    }

    private void Add(ReadOnlySpan<float> before, ReadOnlySpan<float> after, ReadOnlySpan<float> delta)
    {
        Survival.Add(before, after, delta);
        for (var i = 0; i < delta.Length; i++)
        {
            _weight += (double)before[i] * before[i];
            _delta += (double)delta[i] * delta[i];
        }
    }
}
